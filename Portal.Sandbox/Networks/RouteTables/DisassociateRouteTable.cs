using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.RouteTables;

/// <summary>Lets a subnet go by the VPC's main table again.</summary>
internal sealed class DisassociateRouteTable : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("AssociationId");
        call.EndDryRun();
        var table = call.Store.RouteTables.OwnedBy(call.AccountId)
            .FirstOrDefault(table => table.Region == call.Region && table.Associations.Any(association => association.Id == id))
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
