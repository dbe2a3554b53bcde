using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Vpcs;

/// <summary>How EC2 shows a VPC. What a VPC has one of bears its id's digits.</summary>
internal static class VpcWriting
{
    public static string AssociationId(Vpc vpc) => "vpc-cidr-assoc-" + vpc.Id[IdKind.Vpc.Prefix.Length..];

    public static string DhcpOptionsId(Vpc vpc) => "dopt-" + vpc.Id[IdKind.Vpc.Prefix.Length..];

    public static void Vpc(this ReplyWriter reply, Call call, Vpc vpc, string state = "available")
    {
        reply.Text("vpcId", vpc.Id);
        reply.Text("ownerId", vpc.OwnerId);
        reply.Text("state", state);
        reply.Text("cidrBlock", vpc.Cidr);
        reply.List("cidrBlockAssociationSet", [vpc.Cidr], cidr =>
        {
            reply.Text("associationId", AssociationId(vpc));
            reply.Text("cidrBlock", cidr);
            reply.Structure("cidrBlockState", () => reply.Text("state", "associated"));
        });
        reply.List("ipv6CidrBlockAssociationSet", Array.Empty<string>(), _ => { });
        reply.Text("dhcpOptionsId", DhcpOptionsId(vpc));
        reply.Text("instanceTenancy", "default");
        reply.Flag("isDefault", false);
        if (vpc.OwnerId == call.AccountId)
        {
            reply.Tags(call, vpc.Id);
        }
    }
}
