using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>Makes a subnet go by a route table.</summary>
internal sealed class AssociateRouteTable : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var (id, subnetId) = (call.Parameters.Required("RouteTableId"), call.Parameters.Required("SubnetId"));
        call.EndDryRun();
        var (table, subnet) = (call.OwnRouteTable(id), call.OwnSubnet(subnetId));
        if (table.VpcId != subnet.VpcId)
        {
            throw new AwsError("InvalidParameterValue", $"Route table {id} and subnet {subnetId} belong to different networks");
        }

        var associations = call.Store.RouteTablesByVpc[subnet.VpcId]
            .SelectMany(one => one.Associations.Select(association => (Table: one, association))).ToList();
        var (holder, made) = associations.Find(one => one.association.SubnetId == subnetId);
        if (holder is not null && holder.Id != id)
        {
            throw new AwsError("Resource.AlreadyAssociated", $"the specified association for route table {id} conflicts with an existing association");
        }

        if (made is null)
        {
            made = new(AwsIds.New("rtbassoc-"), subnetId);
            call.Store.RouteTables.Put(table with { Associations = [.. table.Associations, made] });
        }

        call.Touched(made.Id);
        reply.Text("associationId", made.Id);
        reply.Structure("associationState", () => reply.Text("state", "associated"));
    }
}
