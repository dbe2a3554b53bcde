namespace Portal.Infrastructure.UnclaimedEndpoints;

/// <summary>What turning an endpoint of no connection away needs.</summary>
/// <param name="Reason">Kept in the service's history; 1 to 2,000 characters.</param>
public sealed record RejectUnclaimedInput(string? Reason);
