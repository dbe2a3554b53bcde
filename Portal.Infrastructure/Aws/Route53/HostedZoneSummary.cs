namespace Portal.Infrastructure.Aws.Route53;

/// <summary>A private hosted zone, and who keeps it.</summary>
internal sealed record HostedZoneSummary(string Id, string Name, string? OwningAccount, string? OwningService);
