using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>Lists the caller's route tables with every route in effect.</summary>
internal sealed class DescribeRouteTables : Listing<RouteTable>
{
    protected override string ListName => "routeTableSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("RouteTableId", IdKind.RouteTable);

    protected override FilterSet<RouteTable> Filters { get; } = new FilterSet<RouteTable>()
        .On("route-table-id", (_, table) => table.Id)
        .On("vpc-id", (_, table) => table.VpcId)
        .On("owner-id", (_, table) => table.OwnerId)
        .OnAny("association.route-table-association-id", (_, table) => table.Associations.Select(association => association.Id))
        .OnAny("association.route-table-id", (_, table) => table.Associations.Select(_ => table.Id))
        .OnAny("association.subnet-id", (_, table) => table.Associations.Select(association => association.SubnetId))
        .OnAny("association.gateway-id", (_, _) => [])
        .OnAny("association.main", (_, table) => table.Associations.Select(association => association.IsMain ? "true" : "false"))
        .OnAny("route.destination-cidr-block", (call, table) => Routes(call, table).Select(route => route.Destination))
        .OnAny("route.gateway-id", (call, table) => Routes(call, table).Select(route => route.GatewayId))
        .OnAny("route.origin", (call, table) => Routes(call, table).Select(route => route.Origin))
        .OnAny("route.state", (call, table) => Routes(call, table).Select(route => route.State))
        .OnAny("route.destination-ipv6-cidr-block", (_, _) => [])
        .OnAny("route.destination-prefix-list-id", (_, _) => [])
        .OnAny("route.egress-only-internet-gateway-id", (_, _) => [])
        .OnAny("route.instance-id", (_, _) => [])
        .OnAny("route.nat-gateway-id", (_, _) => [])
        .OnAny("route.transit-gateway-id", (_, _) => [])
        .OnAny("route.vpc-peering-connection-id", (_, _) => []);

    protected override IEnumerable<RouteTable> Visible(Call call) => call.Store.RouteTables.OwnedBy(call.AccountId).Where(table => table.Region == call.Region);

    protected override void Write(Call call, ReplyWriter reply, RouteTable table) => reply.RouteTable(call, table);

    private static IEnumerable<RouteView> Routes(Call call, RouteTable table) => table.Effective(call.Store, call.Now);
}
