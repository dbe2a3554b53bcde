namespace Portal.Sandbox.Holds;

/// <summary>A hold as the control API shows it.</summary>
internal sealed record HoldView(string Id, string Action, string? Account, HoldMoment When, int? Times, int Waiting, IReadOnlyList<string> RequestIds);
