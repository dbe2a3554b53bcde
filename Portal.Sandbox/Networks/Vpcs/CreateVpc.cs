using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.Vpcs;

/// <summary>Makes a VPC with its default security group and its main route table.</summary>
internal sealed class CreateVpc : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var cidr = Range(call.Parameters);
        var tags = TagRules.OfSpecifications(call.Parameters, IdKind.Vpc);
        call.EndDryRun();
        if (call.Store.Vpcs.OwnedBy(call.AccountId).Count(vpc => vpc.Region == call.Region) >= Quotas.VpcsPerRegion)
        {
            throw NetworkErrors.Limit("Vpc", "VPCs");
        }

        // What is made by hand resolves names but gives none, until somebody switches that on.
        var vpc = new Vpc(AwsIds.New(IdKind.Vpc.Prefix), call.AccountId, call.Region, cidr.ToString()) { DnsHostnames = false };
        call.Store.Vpcs.Put(vpc);
        call.Store.SecurityGroups.Put(SecurityGroup.DefaultOf(vpc));
        call.Store.RouteTables.Put(RouteTable.MainOf(vpc));
        TagRules.Put(call, vpc.Id, vpc.OwnerId, vpc.Region, IdKind.Vpc.ResourceType, tags);
        call.Touched(vpc.Id);
        reply.Structure("vpc", () => reply.Vpc(call, vpc, "pending"));
    }

    private static Cidr Range(QueryParameters parameters)
    {
        if (parameters.Flag("AmazonProvidedIpv6CidrBlock") == true)
        {
            throw NetworkErrors.NoIpv6();
        }

        if (parameters.Text("InstanceTenancy") is { Length: > 0 } tenancy && tenancy != "default")
        {
            throw tenancy is "dedicated"
                ? new AwsError("UnsupportedOperation", "The simulated AWS does not offer dedicated tenancy.")
                : CommonErrors.InvalidValue(AwsApi.Ec2, "instanceTenancy", tenancy, "Expected default or dedicated");
        }

        if (parameters.Text("CidrBlock") is not { Length: > 0 } text)
        {
            throw new AwsError("MissingParameter", "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided");
        }

        return !Cidr.TryParse(text, out var cidr) ? throw NetworkErrors.NotACidr("cidrBlock", text)
            : cidr.Prefix is < 16 or > 28 ? throw NetworkErrors.VpcRange(text)
            : cidr.Canonical();
    }
}
