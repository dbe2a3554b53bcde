using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One route table: the routes put into it, the gateways whose routes flow into it, and the subnets that go by it.</summary>
[Table("routeTables")]
internal sealed record RouteTable(string Id, string OwnerId, string Region, string VpcId) : IEntity
{
    public IReadOnlyList<RouteAssociation> Associations { get; init; } = [];
    public IReadOnlyList<StaticRoute> Routes { get; init; } = [];
    public IReadOnlyList<string> PropagatingGatewayIds { get; init; } = [];

    [JsonIgnore]
    public bool IsMain => Associations.Any(association => association.IsMain);

    public DateTimeOffset? GoneAt => null;

    /// <summary>The table that a VPC comes with; it bears the digits of the VPC's id.</summary>
    public static RouteTable MainOf(Vpc vpc)
    {
        var digits = vpc.Id[IdKind.Vpc.Prefix.Length..];
        return new(IdKind.RouteTable.Prefix + digits, vpc.OwnerId, vpc.Region, vpc.Id) { Associations = [new("rtbassoc-" + digits, null)] };
    }

    /// <summary>
    /// Every route in effect: within the VPC, put in by hand, and announced by gateways. What was put in by hand wins over what is announced.
    /// </summary>
    public IEnumerable<RouteView> Effective(Store store, DateTimeOffset now)
    {
        var local = store.Vpcs.Find(VpcId) is { } vpc ? [new RouteView(vpc.Cidr, "local", null, RouteView.Made)] : Array.Empty<RouteView>();
        var put = Routes.Select(route => new RouteView(route.Destination, route.GatewayId, route.NetworkInterfaceId, RouteView.Put)
        {
            IsBlackHole = !IsThere(store, route, now),
        });
        var announced = PropagatingGatewayIds.Select(id => store.VpnGateways.Find(id)).OfType<VpnGateway>()
            .Where(gateway => gateway.VpcId == VpcId && gateway.IsLive(now))
            .SelectMany(gateway => gateway.AnnouncedCidrs.Select(cidr => new RouteView(cidr, gateway.Id, null, RouteView.Propagated)))
            .Where(route => Routes.All(other => other.Destination != route.Destination));
        return [.. local, .. put, .. announced];
    }

    private bool IsThere(Store store, StaticRoute route, DateTimeOffset now) => route.GatewayId is { } gatewayId
        ? store.VpnGateways.Find(gatewayId) is { } gateway && gateway.VpcId == VpcId && gateway.IsLive(now)
        : store.NetworkInterfaces.Find(route.NetworkInterfaceId!) is { } card && (card.GoneAt is not { } end || end > now);
}

/// <summary>A subnet that goes by a route table; without one it is the VPC's main table.</summary>
internal sealed record RouteAssociation(string Id, string? SubnetId)
{
    [JsonIgnore]
    public bool IsMain => SubnetId is null;
}
