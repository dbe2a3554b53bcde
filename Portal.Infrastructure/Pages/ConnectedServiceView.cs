using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of a connection shows of its service.</summary>
/// <param name="Ports">On what it listens: "TCP 443".</param>
public sealed record ConnectedServiceView(IReadOnlyList<string> ZoneIds, string? PrivateDnsName, HealthReport Health,
    IReadOnlyList<string> Ports);
