namespace Portal.Domain.Reviews;

/// <summary>A live connection that a change of its service touches.</summary>
/// <param name="IsCut">Whether traffic that flows today would stop.</param>
/// <param name="Text">What becomes of it: "Loses its only zone, use1-az2".</param>
public sealed record TouchedConnection(Guid ConnectionId, Guid ConsumerTeamId, string AccountId, bool IsCut, string Text);
