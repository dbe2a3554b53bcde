using System.Globalization;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.VpnGateways;

/// <summary>Makes a virtual private gateway that nothing is attached to.</summary>
internal sealed class CreateVpnGateway : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var type = call.Parameters.Required("Type");
        var asn = call.Parameters.Text("AmazonSideAsn");
        call.Parameters.Text("AvailabilityZone");
        var tags = TagRules.OfSpecifications(call.Parameters, IdKind.VpnGateway);
        if (type != "ipsec.1")
        {
            throw CommonErrors.InvalidValue(Api, "type", type, "The only type is ipsec.1");
        }

        var number = Asn(asn);
        call.EndDryRun();
        if (call.Store.VpnGateways.OwnedBy(call.AccountId).Count(gateway => gateway.Region == call.Region && gateway.IsLive(call.Now)) >= Quotas.VpnGatewaysPerRegion)
        {
            throw NetworkErrors.Limit("VpnGateway", "virtual private gateways");
        }

        var made = new VpnGateway(AwsIds.New(IdKind.VpnGateway.Prefix), call.AccountId, call.Region) { Asn = number, States = Timeline.From(call.Now, VpnGateway.Available) };
        call.Store.VpnGateways.Put(made);
        TagRules.Put(call, made.Id, made.OwnerId, made.Region, IdKind.VpnGateway.ResourceType, tags);
        call.Touched(made.Id);
        reply.Structure("vpnGateway", () => reply.VpnGateway(call, made));
    }

    private static long Asn(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 64512;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asn) && asn is >= 1 and <= 4294967294
            ? asn
            : throw CommonErrors.InvalidValue(AwsApi.Ec2, "amazonSideAsn", text, "An ASN is between 1 and 4294967294");
    }
}

/// <summary>Attaches a virtual private gateway to a VPC; each has one of the other.</summary>
internal sealed class AttachVpnGateway : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var (vpcId, id) = (call.Parameters.Required("VpcId"), call.Parameters.Required("VpnGatewayId"));
        call.EndDryRun();
        var (vpc, gateway) = (call.OwnVpc(vpcId), call.OwnVpnGateway(id));
        if (gateway.VpcId is { } other && other != vpc.Id)
        {
            throw new AwsError("VpnGatewayAttachmentLimitExceeded", $"The virtual private gateway {id} is already attached to the VPC {other}.");
        }

        if (call.Store.VpnGatewaysByVpc[vpc.Id].Any(one => one.Id != id))
        {
            throw new AwsError("InvalidParameterValue", $"The VPC {vpcId} already has a virtual private gateway attached to it.");
        }

        call.Store.VpnGateways.Put(gateway with { VpcId = vpc.Id });
        call.Touched(id);
        reply.Structure("attachment", () => VpnGatewayWriting.Attachment(reply, vpc.Id, "attached"));
    }
}

/// <summary>Detaches a virtual private gateway; routes to it become black holes.</summary>
internal sealed class DetachVpnGateway : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var (vpcId, id) = (call.Parameters.Required("VpcId"), call.Parameters.Required("VpnGatewayId"));
        call.EndDryRun();
        var (vpc, gateway) = (call.OwnVpc(vpcId), call.OwnVpnGateway(id));
        if (gateway.VpcId != vpc.Id)
        {
            throw new AwsError("InvalidVpnGatewayAttachment.NotFound", $"The attachment with vpn gateway ID '{id}' and vpc ID '{vpcId}' does not exist");
        }

        call.Store.VpnGateways.Put(gateway with { VpcId = null });
        call.Touched(id);
        reply.Flag("return", true);
    }
}

/// <summary>Deletes a virtual private gateway that is attached to nothing.</summary>
internal sealed class DeleteVpnGateway : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("VpnGatewayId");
        call.EndDryRun();
        var gateway = call.OwnVpnGateway(id);
        if (gateway.VpcId is not null)
        {
            throw new AwsError("IncorrectState", $"The vpnGateway '{id}' is attached to the VPC {gateway.VpcId} and cannot be deleted.");
        }

        var states = Timeline.From(call.Now, VpnGateway.Deleted).ThenGone(call.DeletedListed);
        call.Store.VpnGateways.Put(gateway with { States = states });
        TagRules.EndAt(call, id, states.WhenGone());
        call.Touched(id);
        reply.Flag("return", true);
    }
}
