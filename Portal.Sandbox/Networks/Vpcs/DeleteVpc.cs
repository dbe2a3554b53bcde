using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Vpcs;

/// <summary>Deletes a VPC in which nothing is left but what came with it.</summary>
internal sealed class DeleteVpc : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("VpcId");
        call.EndDryRun();
        var vpc = call.OwnVpc(id);
        var (store, groups, tables) = (call.Store, call.Store.SecurityGroupsByVpc[id].ToList(), call.Store.RouteTablesByVpc[id].ToList());
        if (store.SubnetsByVpc[id].Any() || groups.Any(group => !group.IsDefault) || tables.Any(table => !table.IsMain)
            || store.VpnGatewaysByVpc[id].Any() || store.NetworkInterfacesByVpc[id].There(call.Now).Any()
            || store.EndpointsByVpc[id].Any(endpoint => endpoint.States.At(call.Now) != VpcEndpoint.Deleted))
        {
            throw NetworkErrors.HasDependencies("vpc", id);
        }

        foreach (var group in groups)
        {
            store.SecurityGroups.Delete(group.Id);
            TagRules.Remove(call, group.Id);
        }

        foreach (var table in tables)
        {
            store.RouteTables.Delete(table.Id);
            TagRules.Remove(call, table.Id);
        }

        store.Vpcs.Delete(vpc.Id);
        TagRules.Remove(call, vpc.Id);
        call.Touched(vpc.Id);
        reply.Flag("return", true);
    }
}
