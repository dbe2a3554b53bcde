using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>A private hosted zone as a VPC has it: of an account's own, or kept by AWS for an endpoint.</summary>
internal sealed record PrivateZone(string Id, string Name, string? OwningAccount, string? OwningService);

/// <summary>Which private hosted zones a VPC asks.</summary>
internal static class PrivateZones
{
    /// <summary>Who keeps the zones of endpoints' private names.</summary>
    private const string Endpoints = "vpce.amazonaws.com";

    /// <summary>In the order of their ids.</summary>
    public static IEnumerable<PrivateZone> Of(Store store, string vpcId, DateTimeOffset now) =>
        store.PrivateHostedZones.All().Where(zone => zone.VpcIds.Contains(vpcId))
            .Select(zone => new PrivateZone(zone.Id, zone.Name, zone.OwnerId, null))
            .Concat(store.EndpointsByVpc[vpcId].Where(endpoint => HasName(endpoint, now))
                .Select(endpoint => new PrivateZone(endpoint.PrivateZoneId, PrivateHostedZone.NameFor(endpoint.PrivateDnsName!), null, Endpoints)))
            .OrderBy(zone => zone.Id, StringComparer.Ordinal);

    private static bool HasName(VpcEndpoint endpoint, DateTimeOffset now) =>
        endpoint is { PrivateDnsEnabled: true, PrivateDnsName: not null } && endpoint.States.At(now) is not (VpcEndpoint.Deleted or VpcEndpoint.Deleting);
}
