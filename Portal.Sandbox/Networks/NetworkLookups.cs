using Portal.Sandbox.Operations;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Networks;

/// <summary>Finds what an id names among the caller's own; anything else does not exist for it.</summary>
internal static class NetworkLookups
{
    public static Vpc OwnVpc(this Call call, string id) => Own(call, IdKind.Vpc, call.Store.Vpcs, id, vpc => vpc.Region);

    public static Subnet OwnSubnet(this Call call, string id) => Own(call, IdKind.Subnet, call.Store.Subnets, id, subnet => subnet.Region);

    public static SecurityGroup OwnSecurityGroup(this Call call, string id) =>
        Own(call, IdKind.SecurityGroup, call.Store.SecurityGroups, id, group => group.Region);

    public static RouteTable OwnRouteTable(this Call call, string id) => Own(call, IdKind.RouteTable, call.Store.RouteTables, id, table => table.Region);

    public static VpnGateway OwnVpnGateway(this Call call, string id) =>
        Own(call, IdKind.VpnGateway, call.Store.VpnGateways, id, gateway => gateway.Region) is var gateway && gateway.IsLive(call.Now)
            ? gateway
            : throw IdKind.VpnGateway.NotFound(id);

    /// <summary>The security groups of an interface, if the caller may give it that many.</summary>
    public static IReadOnlyList<string> FewGroups(this Call call, IReadOnlyList<string> ids) =>
        ids.Count <= call.Account.Quotas.SecurityGroupsPerInterface ? ids : throw NetworkErrors.TooManyGroups();

    /// <summary>The caller's own subnets and those that other accounts share with it.</summary>
    public static IEnumerable<Subnet> VisibleSubnets(this Call call) => call.Store.Subnets.All()
        .Where(subnet => subnet.Region == call.Region && (subnet.OwnerId == call.AccountId || subnet.SharedWith.Contains(call.AccountId)));

    /// <summary>Whether the caller only takes part in a VPC, because its owner shares a subnet of it.</summary>
    public static bool TakesPartIn(this Call call, string vpcId) =>
        call.Store.SubnetsByVpc[vpcId].Any(subnet => subnet.Region == call.Region && subnet.SharedWith.Contains(call.AccountId));

    /// <summary>The interfaces that still are there.</summary>
    public static IEnumerable<NetworkInterface> There(this IEnumerable<NetworkInterface> cards, DateTimeOffset now) =>
        cards.Where(card => card.GoneAt is not { } end || end > now);

    private static T Own<T>(Call call, IdKind kind, Table<T> table, string id, Func<T, string> region) where T : class, IEntity =>
        table.TryFind(kind.Check(id), out var row) && call.Owns(row, region(row)) ? row : throw kind.NotFound(id);
}
