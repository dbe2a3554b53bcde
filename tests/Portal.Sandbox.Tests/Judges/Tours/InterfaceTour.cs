using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;

namespace Portal.Sandbox.Tests.Judges.Tours;

/// <summary>What people and tools try on network interfaces: those of an instance, and those that AWS made for a load balancer.</summary>
internal sealed class InterfaceTour(TestSandbox sandbox)
{
    private const string Nobody = "0aaaaaaaaaaaaaaaa";
    private readonly AmazonEC2Client _ec2 = sandbox.Ec2("payments-prod");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task TakeAsync()
    {
        var vpc = sandbox.Account("payments-prod").Vpc("payments-core");
        var elb = sandbox.Elb("payments-prod");
        var balancer = (await elb.CreateLoadBalancerAsync(
            new()
            {
                Name = "interface-tour",
                Type = LoadBalancerTypeEnum.Network,
                Scheme = LoadBalancerSchemeEnum.Internal,
                Subnets = [vpc.Subnets[0].SubnetId],
            }, Cancel)).LoadBalancers![0];
        sandbox.Clock.Advance(Tour.Step);
        var managed = (await ListAsync("interface-type", "network_load_balancer"))
            .First(card => card.Description.Contains("interface-tour", StringComparison.Ordinal));
        var instance = vpc.Instances[0].InstanceId;
        var own = (await ListAsync("attachment.instance-id", instance)).Single();
        foreach (var card in new[] { managed, own })
        {
            await Refused.AsAsync(
                "InvalidParameterValue",
                () => _ec2.DeleteNetworkInterfaceAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = card.NetworkInterfaceId }, Cancel));
            await Refused.AsAsync(
                "OperationNotPermitted", () => _ec2.DetachNetworkInterfaceAsync(
                    new DetachNetworkInterfaceRequest { AttachmentId = card.Attachment.AttachmentId, Force = true }, Cancel));
            await Refused.AsAsync(
                "InvalidNetworkInterface.InUse",
                () => _ec2.AttachNetworkInterfaceAsync(new() { NetworkInterfaceId = card.NetworkInterfaceId, InstanceId = instance, DeviceIndex = 1 }, Cancel));
        }

        await UnknownAsync(instance);
        await Refused.AsAsync(
            "AuthFailure",
            () => _ec2.AssignPrivateIpAddressesAsync(new() { NetworkInterfaceId = managed.NetworkInterfaceId, SecondaryPrivateIpAddressCount = 1 }, Cancel));
        await Refused.AsAsync(
            "UnsupportedOperation",
            () => _ec2.AssignPrivateIpAddressesAsync(new() { NetworkInterfaceId = own.NetworkInterfaceId, PrivateIpAddresses = ["10.40.0.250"] }, Cancel));
        await Refused.AsAsync(
            "AuthFailure",
            () => _ec2.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = managed.NetworkInterfaceId, Description = "mine" }, Cancel));
        await Refused.AsAsync(
            "InvalidParameterCombination", () => _ec2.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = own.NetworkInterfaceId }, Cancel));
        await Refused.AsAsync(
            "UnsupportedOperation",
            () => _ec2.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = own.NetworkInterfaceId, SourceDestCheck = false }, Cancel));
        await _ec2.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = own.NetworkInterfaceId, Description = "mine" }, Cancel);
        await _ec2.ModifyNetworkInterfaceAttributeAsync(
            new() { NetworkInterfaceId = own.NetworkInterfaceId, Groups = [vpc.SecurityGroups[1].GroupId] }, Cancel);
        await elb.DeleteLoadBalancerAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn }, Cancel);
    }

    private async Task UnknownAsync(string instance)
    {
        await Refused.AsAsync(
            "InvalidNetworkInterfaceID.NotFound",
            () => _ec2.DeleteNetworkInterfaceAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = "eni-" + Nobody }, Cancel));
        await Refused.AsAsync(
            "InvalidNetworkInterfaceId.Malformed",
            () => _ec2.DeleteNetworkInterfaceAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = "eni-x" }, Cancel));
        await Refused.AsAsync(
            "DryRunOperation",
            () => _ec2.DeleteNetworkInterfaceAsync(new DeleteNetworkInterfaceRequest { NetworkInterfaceId = "eni-" + Nobody, DryRun = true }, Cancel));
        await Refused.AsAsync(
            "InvalidAttachmentID.NotFound",
            () => _ec2.DetachNetworkInterfaceAsync(new DetachNetworkInterfaceRequest { AttachmentId = "eni-attach-" + Nobody }, Cancel));
        await Refused.AsAsync(
            "InvalidNetworkInterfaceAttachmentId.Malformed",
            () => _ec2.DetachNetworkInterfaceAsync(new DetachNetworkInterfaceRequest { AttachmentId = "eni-" + Nobody }, Cancel));
        await Refused.AsAsync(
            "InvalidNetworkInterfaceID.NotFound",
            () => _ec2.AttachNetworkInterfaceAsync(new() { NetworkInterfaceId = "eni-" + Nobody, InstanceId = instance, DeviceIndex = 1 }, Cancel));
        await Refused.AsAsync(
            "InvalidNetworkInterfaceID.NotFound",
            () => _ec2.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = "eni-" + Nobody, Description = "mine" }, Cancel));
        await Refused.AsAsync(
            "InvalidNetworkInterfaceID.NotFound",
            () => _ec2.AssignPrivateIpAddressesAsync(new() { NetworkInterfaceId = "eni-" + Nobody, SecondaryPrivateIpAddressCount = 1 }, Cancel));
    }

    private async Task<List<NetworkInterface>> ListAsync(string filter, string value) =>
        (await _ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest { Filters = [new(filter, [value])] }, Cancel)).NetworkInterfaces ?? [];
}
