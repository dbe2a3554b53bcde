namespace Portal.Infrastructure.Connections;

/// <summary>Another end for a live connection.</summary>
/// <param name="EndsAt">None for no end.</param>
public sealed record RenewConnectionInput(DateTimeOffset? EndsAt);
