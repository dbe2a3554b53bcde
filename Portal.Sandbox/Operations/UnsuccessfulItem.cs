namespace Portal.Sandbox.Operations;

/// <summary>One item of a batch that could not be done, though the batch as a whole was answered with 200.</summary>
internal sealed record UnsuccessfulItem(string ResourceId, string Code, string Message);
