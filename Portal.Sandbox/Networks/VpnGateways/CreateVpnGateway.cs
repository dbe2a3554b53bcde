using System.Globalization;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
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
        var present = call.Store.VpnGateways.OwnedBy(call.AccountId).Count(gateway => gateway.Region == call.Region && gateway.IsLive(call.Now));
        if (present >= Quotas.VpnGatewaysPerRegion)
        {
            throw NetworkErrors.Limit("VpnGateway", "virtual private gateways");
        }

        var made = new VpnGateway(AwsIds.New(IdKind.VpnGateway.Prefix), call.AccountId, call.Region)
        {
            Asn = number,
            States = Timeline.From(call.Now, VpnGateway.Available),
        };
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
