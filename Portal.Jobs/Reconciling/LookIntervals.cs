namespace Portal.Jobs.Reconciling;

/// <summary>How often things are looked at that need nothing.</summary>
/// <param name="Rest">Between two looks at something in sync; the bound within which an outsider's change is found.</param>
public sealed record LookIntervals(TimeSpan Rest);
