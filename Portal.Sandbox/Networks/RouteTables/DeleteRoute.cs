using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>Takes a route out of a table.</summary>
internal sealed class DeleteRoute : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("RouteTableId");
        var destination = RouteParameters.Destination(call.Parameters);
        call.EndDryRun();
        var table = call.OwnRouteTable(id);
        if (call.Store.Vpcs.Find(table.VpcId)?.Cidr == destination)
        {
            throw new AwsError("InvalidParameterValue", $"cannot remove local route {destination} in route table {id}");
        }

        var kept = table.Routes.Where(route => route.Destination != destination).ToList();
        if (kept.Count == table.Routes.Count)
        {
            throw new AwsError("InvalidRoute.NotFound", $"no route with destination-cidr-block {destination} in route table {id}");
        }

        call.Store.RouteTables.Put(table with { Routes = kept });
        call.Touched(id);
        reply.Flag("return", true);
    }
}
