using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Networks.Vpcs;

/// <summary>Tells one attribute of a VPC, such as whether it resolves DNS names.</summary>
internal sealed class DescribeVpcAttribute : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        call.EndDryRun();
        var id = call.Parameters.Required("VpcId");
        var attribute = call.Parameters.Required("Attribute");
        var vpc = call.OwnVpc(id);
        var value = attribute switch
        {
            "enableDnsSupport" => vpc.DnsSupport,
            "enableDnsHostnames" => vpc.DnsHostnames,
            "enableNetworkAddressUsageMetrics" => vpc.AddressUsageMetrics,
            _ => throw new AwsError("InvalidParameterValue", $"Value ({attribute}) for parameter attribute is invalid. Unknown vpc attribute"),
        };
        reply.Text("vpcId", vpc.Id);
        reply.Structure(attribute, () => reply.Flag("value", value));
    }
}
