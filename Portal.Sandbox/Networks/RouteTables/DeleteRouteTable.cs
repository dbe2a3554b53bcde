using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>Deletes a route table that no subnet goes by.</summary>
internal sealed class DeleteRouteTable : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("RouteTableId");
        call.EndDryRun();
        if (call.OwnRouteTable(id).Associations.Count > 0)
        {
            throw NetworkErrors.HasDependencies("routeTable", id);
        }

        call.Store.RouteTables.Delete(id);
        TagRules.Remove(call, id);
        call.Touched(id);
        reply.Flag("return", true);
    }
}
