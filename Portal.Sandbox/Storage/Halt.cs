namespace Portal.Sandbox.Storage;

/// <summary>The cause by which a timeline does not go beyond a phase, and since when.</summary>
internal sealed record Halt(string Cause, int Phase, DateTimeOffset Since);
