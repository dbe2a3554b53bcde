using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of a connection shows of its service.</summary>
public sealed record ConnectedServiceView(IReadOnlyList<string> ZoneIds, string? PrivateDnsName, HealthReport Health);
