using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Subnets;

/// <summary>Deletes a subnet in which no network interface is left.</summary>
internal sealed class DeleteSubnet : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("SubnetId");
        call.EndDryRun();
        var subnet = call.OwnSubnet(id);
        if (call.Store.NetworkInterfacesBySubnet[id].There(call.Now).Any())
        {
            throw NetworkErrors.HasDependencies("subnet", id);
        }

        var tables = call.Store.RouteTablesByVpc[subnet.VpcId].Where(table => table.Associations.Any(association => association.SubnetId == id));
        foreach (var table in tables.ToList())
        {
            call.Store.RouteTables.Put(table with { Associations = [.. table.Associations.Where(association => association.SubnetId != id)] });
        }

        call.Store.Subnets.Delete(id);
        TagRules.Remove(call, id);
        call.Touched(id);
        reply.Flag("return", true);
    }
}
