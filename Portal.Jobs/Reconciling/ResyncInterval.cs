namespace Portal.Jobs.Reconciling;

/// <summary>The longest time between two observations of something that needs nothing: the bound within which an outsider's change is found.</summary>
public sealed record ResyncInterval(TimeSpan Value);
