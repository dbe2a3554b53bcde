using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks;

/// <summary>Lists the caller's VPCs.</summary>
internal sealed class DescribeVpcs : Listing<Vpc>
{
    protected override string ListName => "vpcSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("VpcId", IdKind.Vpc);

    protected override FilterSet<Vpc> Filters { get; } = new FilterSet<Vpc>()
        .On("vpc-id", (_, vpc) => vpc.Id)
        .On("owner-id", (_, vpc) => vpc.OwnerId)
        .On("cidr", (_, vpc) => vpc.Cidr)
        .On("cidr-block-association.cidr-block", (_, vpc) => vpc.Cidr)
        .On("state", (_, _) => "available")
        .On("is-default", (_, _) => "false");

    protected override IEnumerable<Vpc> Visible(Call call) => call.Store.Vpcs.OwnedBy(call.AccountId).Where(vpc => vpc.Region == call.Region);

    protected override void Write(Call call, ReplyWriter reply, Vpc vpc)
    {
        reply.Text("vpcId", vpc.Id);
        reply.Text("ownerId", vpc.OwnerId);
        reply.Text("state", "available");
        reply.Text("cidrBlock", vpc.Cidr);
        reply.List("cidrBlockAssociationSet", [vpc.Cidr], cidr =>
        {
            reply.Text("associationId", "vpc-cidr-assoc-" + vpc.Id["vpc-".Length..]);
            reply.Text("cidrBlock", cidr);
            reply.Structure("cidrBlockState", () => reply.Text("state", "associated"));
        });
        reply.Text("dhcpOptionsId", "dopt-" + vpc.Id["vpc-".Length..]);
        reply.Text("instanceTenancy", "default");
        reply.Flag("isDefault", false);
        reply.Tags(call, vpc.Id);
    }
}
