namespace Portal.Domain.PrivateDns;

/// <summary>A private hosted zone that a VPC is associated with.</summary>
/// <param name="OwningService">The AWS service that keeps it, as it does for the names of endpoints; none for one of an account's own.</param>
public sealed record PrivateZone(string Id, string Name, string? OwningAccount, string? OwningService);
