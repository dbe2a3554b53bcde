using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>Makes a route table that no subnet goes by yet.</summary>
internal sealed class CreateRouteTable : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var vpcId = call.Parameters.Required("VpcId");
        var token = call.Parameters.Text("ClientToken");
        var tags = TagRules.OfSpecifications(call.Parameters, IdKind.RouteTable);
        call.EndDryRun();
        var table = ReplayToken.Original(call, token, call.Store.RouteTables, gone => gone) ?? Create(call, call.OwnVpc(vpcId), tags);
        ReplayToken.Keep(call, token, table);
        reply.Structure("routeTable", () => reply.RouteTable(call, table));
        reply.Text("clientToken", token);
    }

    private static RouteTable Create(Call call, Vpc vpc, IReadOnlyDictionary<string, string> tags)
    {
        if (call.Store.RouteTablesByVpc[vpc.Id].Count() >= Quotas.RouteTablesPerVpc)
        {
            throw NetworkErrors.Limit("RouteTable", "route tables");
        }

        var table = new RouteTable(AwsIds.New(IdKind.RouteTable.Prefix), call.AccountId, call.Region, vpc.Id);
        call.Store.RouteTables.Put(table);
        TagRules.Put(call, table.Id, table.OwnerId, table.Region, IdKind.RouteTable.ResourceType, tags);
        call.Touched(table.Id);
        return table;
    }
}

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

        var associations = call.Store.RouteTablesByVpc[subnet.VpcId].SelectMany(one => one.Associations.Select(association => (Table: one, association))).ToList();
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

/// <summary>Lets a subnet go by the VPC's main table again.</summary>
internal sealed class DisassociateRouteTable : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("AssociationId");
        call.EndDryRun();
        var table = call.Store.RouteTables.OwnedBy(call.AccountId).FirstOrDefault(table => table.Region == call.Region && table.Associations.Any(association => association.Id == id))
            ?? throw new AwsError("InvalidAssociationID.NotFound", $"The association ID '{id}' does not exist");
        if (table.Associations.Any(association => association.Id == id && association.IsMain))
        {
            throw new AwsError("InvalidParameterValue", $"cannot disassociate the main route table association {id}");
        }

        call.Store.RouteTables.Put(table with { Associations = [.. table.Associations.Where(association => association.Id != id)] });
        call.Touched(id);
        reply.Flag("return", true);
    }
}
