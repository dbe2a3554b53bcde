using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>What switching the flow of a gateway's routes into a table on and off have in common.</summary>
internal abstract class RoutePropagation(bool on) : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var (id, gatewayId) = (call.Parameters.Required("RouteTableId"), call.Parameters.Required("GatewayId"));
        call.EndDryRun();
        var (table, gateway) = (call.OwnRouteTable(id), call.OwnVpnGateway(gatewayId));
        if (on && gateway.VpcId != table.VpcId)
        {
            throw new AwsError("Gateway.NotAttached", $"resource {gatewayId} is not attached to the VPC {table.VpcId}");
        }

        var others = table.PropagatingGatewayIds.Where(other => other != gatewayId);
        call.Store.RouteTables.Put(table with { PropagatingGatewayIds = on ? [.. others, gatewayId] : [.. others] });
        call.Touched(id);
        reply.Flag("return", true);
    }
}

/// <summary>Keeps the routes that a gateway learns out of a table.</summary>
internal sealed class DisableVgwRoutePropagation() : RoutePropagation(on: false);
