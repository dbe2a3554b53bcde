using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Subnets;

/// <summary>Cuts a subnet out of a VPC's range, in one zone.</summary>
internal sealed class CreateSubnet : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var vpcId = call.Parameters.Required("VpcId");
        var range = call.Parameters.Required("CidrBlock");
        var (zoneName, zoneId) = (call.Parameters.Text("AvailabilityZone"), call.Parameters.Text("AvailabilityZoneId"));
        var tags = TagRules.OfSpecifications(call.Parameters, IdKind.Subnet);
        if (!string.IsNullOrEmpty(call.Parameters.Text("Ipv6CidrBlock")) || call.Parameters.Flag("Ipv6Native") == true)
        {
            throw NetworkErrors.NoIpv6();
        }

        call.EndDryRun();
        var vpc = call.OwnVpc(vpcId);
        var cidr = Range(call, vpc, range);
        var subnet = new Subnet(AwsIds.New(IdKind.Subnet.Prefix), call.AccountId, call.Region, vpc.Id, ZoneId(call, zoneName, zoneId), cidr.ToString());
        call.Store.Subnets.Put(subnet);
        TagRules.Put(call, subnet.Id, subnet.OwnerId, subnet.Region, IdKind.Subnet.ResourceType, tags);
        call.Touched(subnet.Id);
        reply.Structure("subnet", () => reply.Subnet(call, subnet));
    }

    private static Cidr Range(Call call, Vpc vpc, string text)
    {
        if (!Cidr.TryParse(text, out var cidr))
        {
            throw NetworkErrors.NotACidr("cidrBlock", text);
        }

        cidr = cidr.Canonical();
        if (cidr.Prefix is < 16 or > 28 || !Cidr.Parse(vpc.Cidr).Contains(cidr))
        {
            throw NetworkErrors.SubnetRange(text);
        }

        var others = call.Store.SubnetsByVpc[vpc.Id].ToList();
        if (others.Any(other => Cidr.Parse(other.Cidr).Overlaps(cidr)))
        {
            throw NetworkErrors.SubnetConflict(text);
        }

        return others.Count < Quotas.SubnetsPerVpc ? cidr : throw NetworkErrors.Limit("Subnet", "subnets");
    }

    private static string ZoneId(Call call, string? name, string? id)
    {
        var zones = call.Account.ZonesOf(call.Region);
        return (name, id) switch
        {
            ({ Length: > 0 }, { Length: > 0 }) => throw new AwsError(
                "InvalidParameterCombination", "The parameters AvailabilityZone and AvailabilityZoneId cannot be used together"),
            ({ Length: > 0 }, _) => zones.TryGetValue(name, out var found)
                ? found
                : throw NetworkErrors.UnknownZone("availabilityZone", name, zones.Keys.Order(StringComparer.Ordinal)),
            (_, { Length: > 0 }) => zones.ContainsValue(id)
                ? id
                : throw NetworkErrors.UnknownZone("availabilityZoneId", id, zones.Values.Order(StringComparer.Ordinal)),
            _ => zones.OrderBy(zone => zone.Key, StringComparer.Ordinal).First().Value,
        };
    }
}
