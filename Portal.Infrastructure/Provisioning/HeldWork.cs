namespace Portal.Infrastructure.Provisioning;

/// <summary>Work that is locked for the transaction under way.</summary>
/// <param name="Wakes">The wake-ups counted by now.</param>
/// <param name="Now">The database's clock.</param>
public sealed record HeldWork(long Wakes, DateTimeOffset Now);
