using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Subnets;

/// <summary>How EC2 shows a subnet, with the addresses that are really free.</summary>
internal static class SubnetWriting
{
    public static string Arn(Subnet subnet) => $"arn:aws:ec2:{subnet.Region}:{subnet.OwnerId}:subnet/{subnet.Id}";

    public static void Subnet(this ReplyWriter reply, Call call, Subnet subnet)
    {
        reply.Text("subnetId", subnet.Id);
        reply.Text("subnetArn", Arn(subnet));
        reply.Text("state", "available");
        reply.Text("ownerId", subnet.OwnerId);
        reply.Text("vpcId", subnet.VpcId);
        reply.Text("cidrBlock", subnet.Cidr);
        reply.List("ipv6CidrBlockAssociationSet", Array.Empty<string>(), _ => { });
        reply.Number("availableIpAddressCount", InterfaceAddresses.Free(call.Store, subnet, call.Now));
        reply.Text("availabilityZone", call.Account.ZoneName(subnet.ZoneId));
        reply.Text("availabilityZoneId", subnet.ZoneId);
        reply.Flag("defaultForAz", false);
        reply.Flag("mapPublicIpOnLaunch", false);
        reply.Flag("mapCustomerOwnedIpOnLaunch", false);
        reply.Flag("assignIpv6AddressOnCreation", false);
        reply.Flag("ipv6Native", false);
        reply.Flag("enableDns64", false);
        reply.Structure("privateDnsNameOptionsOnLaunch", () =>
        {
            reply.Text("hostnameType", "ip-name");
            reply.Flag("enableResourceNameDnsARecord", false);
            reply.Flag("enableResourceNameDnsAAAARecord", false);
        });
        if (subnet.OwnerId == call.AccountId)
        {
            reply.Tags(call, subnet.Id);
        }
    }
}
