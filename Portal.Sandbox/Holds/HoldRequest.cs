namespace Portal.Sandbox.Holds;

/// <summary>A wish to stop matching calls until it is released.</summary>
internal sealed record HoldRequest(string? Action, string? Account, HoldMoment? When, int? Times);
