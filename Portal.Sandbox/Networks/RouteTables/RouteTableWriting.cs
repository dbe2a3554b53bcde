using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>How EC2 shows a route table.</summary>
internal static class RouteTableWriting
{
    public static void RouteTable(this ReplyWriter reply, Call call, RouteTable table)
    {
        reply.Text("routeTableId", table.Id);
        reply.Text("vpcId", table.VpcId);
        reply.Text("ownerId", table.OwnerId);
        reply.List("routeSet", table.Effective(call.Store, call.Now), route =>
        {
            reply.Text("destinationCidrBlock", route.Destination);
            reply.Text("gatewayId", route.GatewayId);
            reply.Text("networkInterfaceId", route.NetworkInterfaceId);
            reply.Text("state", route.State);
            reply.Text("origin", route.Origin);
        });
        reply.List("associationSet", table.Associations, association =>
        {
            reply.Text("routeTableAssociationId", association.Id);
            reply.Text("routeTableId", table.Id);
            reply.Text("subnetId", association.SubnetId);
            reply.Flag("main", association.IsMain);
            reply.Structure("associationState", () => reply.Text("state", "associated"));
        });
        reply.List("propagatingVgwSet", table.PropagatingGatewayIds, id => reply.Text("gatewayId", id));
        reply.Tags(call, table.Id);
    }
}
