using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.Vpcs;

/// <summary>Switches one attribute of a VPC, such as whether it resolves DNS names.</summary>
internal sealed class ModifyVpcAttribute : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("VpcId");
        var support = call.Parameters.Structure("EnableDnsSupport")?.Flag("Value");
        var hostnames = call.Parameters.Structure("EnableDnsHostnames")?.Flag("Value");
        var metrics = call.Parameters.Structure("EnableNetworkAddressUsageMetrics")?.Flag("Value");
        var vpc = call.OwnVpc(id);
        var changed = new[] { support, hostnames, metrics }.Count(value => value is not null);
        if (changed != 1)
        {
            throw changed == 0
                ? new AwsError("MissingParameter", "The request must contain exactly one VPC attribute to modify")
                : new AwsError("InvalidParameterCombination", "Fields for multiple attribute types specified");
        }

        call.Store.Vpcs.Put(vpc with
        {
            DnsSupport = support ?? vpc.DnsSupport,
            DnsHostnames = hostnames ?? vpc.DnsHostnames,
            AddressUsageMetrics = metrics ?? vpc.AddressUsageMetrics,
        });
        call.Touched(id);
        reply.Flag("return", true);
    }
}
