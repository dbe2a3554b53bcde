using System.Collections.Frozen;
using Amazon;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws.Route53;
using DescribeTagsRequest = Amazon.ElasticLoadBalancingV2.Model.DescribeTagsRequest;
using Tag = Amazon.EC2.Model.Tag;

namespace Portal.Infrastructure.Aws;

/// <summary>How each permission is tried without changing anything: by a dry run where EC2 has one, by a read where the permission is to read.</summary>
/// <remarks>What is missing here, as all that changes something in Elastic Load Balancing is, can only be tried by doing it.</remarks>
internal static class PermissionTrials
{
    private const string Nil = "00000000000000000";
    private const string Endpoint = $"vpce-{Nil}";
    private const string Service = $"vpce-svc-{Nil}";

    private static readonly FrozenDictionary<string, Func<AwsReaders, TrialSubject, CancellationToken, Task>> All =
        new Dictionary<string, Func<AwsReaders, TrialSubject, CancellationToken, Task>>
        {
            ["ec2:DescribeAvailabilityZones"] = Of((ec2, _, end) => ec2.DescribeAvailabilityZonesAsync(new() { DryRun = true }, end)),
            ["ec2:DescribeNetworkInterfaces"] = Of((ec2, _, end) => ec2.DescribeNetworkInterfacesAsync(new() { DryRun = true }, end)),
            ["ec2:DescribeSecurityGroups"] = Of((ec2, _, end) => ec2.DescribeSecurityGroupsAsync(new() { DryRun = true }, end)),
            ["ec2:DescribeSubnets"] = Of((ec2, _, end) => ec2.DescribeSubnetsAsync(new() { DryRun = true }, end)),
            ["ec2:DescribeVpcAttribute"] = Of((ec2, on, end) => ec2.DescribeVpcAttributeAsync(
                new() { DryRun = true, VpcId = on.VpcId, Attribute = VpcAttributeName.EnableDnsSupport }, end)),
            ["ec2:DescribeVpcs"] = Of((ec2, _, end) => ec2.DescribeVpcsAsync(new() { DryRun = true }, end)),
            ["ec2:DescribeVpcEndpoints"] = Of((ec2, _, end) => ec2.DescribeVpcEndpointsAsync(new() { DryRun = true }, end)),
            ["ec2:DescribeVpcEndpointConnections"] = Of((ec2, _, end) => ec2.DescribeVpcEndpointConnectionsAsync(new() { DryRun = true }, end)),
            ["ec2:DescribeVpcEndpointServiceConfigurations"] = Of(
                (ec2, _, end) => ec2.DescribeVpcEndpointServiceConfigurationsAsync(new() { DryRun = true }, end)),
            ["ec2:DescribeVpcEndpointServicePermissions"] = Of(
                (ec2, _, end) => ec2.DescribeVpcEndpointServicePermissionsAsync(new() { DryRun = true, ServiceId = Service }, end)),

            ["ec2:CreateVpcEndpoint"] = Of((ec2, on, end) => ec2.CreateVpcEndpointAsync(
                new()
                {
                    DryRun = true,
                    VpcEndpointType = VpcEndpointType.Interface,
                    ServiceName = on.ServiceName,
                    VpcId = on.VpcId,
                    SubnetIds = [on.SubnetId],
                    PrivateDnsEnabled = false,
                },
                end)),
            ["ec2:ModifyVpcEndpoint"] = Of((ec2, _, end) => ec2.ModifyVpcEndpointAsync(new() { DryRun = true, VpcEndpointId = Endpoint }, end)),
            ["ec2:DeleteVpcEndpoints"] = Of((ec2, _, end) => ec2.DeleteVpcEndpointsAsync(new() { DryRun = true, VpcEndpointIds = [Endpoint] }, end)),
            ["ec2:CreateVpcEndpointServiceConfiguration"] = Of((ec2, on, end) => ec2.CreateVpcEndpointServiceConfigurationAsync(
                new() { DryRun = true, AcceptanceRequired = true, NetworkLoadBalancerArns = [on.LoadBalancer] }, end)),
            ["ec2:ModifyVpcEndpointServiceConfiguration"] = Of((ec2, _, end) => ec2.ModifyVpcEndpointServiceConfigurationAsync(
                new() { DryRun = true, ServiceId = Service, AcceptanceRequired = true }, end)),
            ["ec2:DeleteVpcEndpointServiceConfigurations"] = Of(
                (ec2, _, end) => ec2.DeleteVpcEndpointServiceConfigurationsAsync(new() { DryRun = true, ServiceIds = [Service] }, end)),
            ["ec2:ModifyVpcEndpointServicePermissions"] = Of((ec2, on, end) => ec2.ModifyVpcEndpointServicePermissionsAsync(
                new() { DryRun = true, ServiceId = Service, AddAllowedPrincipals = [AwsIds.AccountRoot(on.AccountId, on.Region)] }, end)),
            ["ec2:AcceptVpcEndpointConnections"] = Of((ec2, _, end) => ec2.AcceptVpcEndpointConnectionsAsync(
                new() { DryRun = true, ServiceId = Service, VpcEndpointIds = [Endpoint] }, end)),
            ["ec2:RejectVpcEndpointConnections"] = Of((ec2, _, end) => ec2.RejectVpcEndpointConnectionsAsync(
                new() { DryRun = true, ServiceId = Service, VpcEndpointIds = [Endpoint] }, end)),
            ["ec2:StartVpcEndpointServicePrivateDnsVerification"] = Of(
                (ec2, _, end) => ec2.StartVpcEndpointServicePrivateDnsVerificationAsync(new() { DryRun = true, ServiceId = Service }, end)),
            ["ec2:CreateTags vpc-endpoint"] = Tagging(Endpoint),
            ["ec2:CreateTags vpc-endpoint-service"] = Tagging(Service),
            ["ec2:DeleteTags vpc-endpoint"] = Untagging(Endpoint),
            ["ec2:DeleteTags vpc-endpoint-service"] = Untagging(Service),

            ["elasticloadbalancing:DescribeLoadBalancers"] = (aws, _, end) =>
                aws.LoadBalancing.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { PageSize = 1 }, end),
            ["elasticloadbalancing:DescribeTargetGroups"] = (aws, _, end) =>
                aws.LoadBalancing.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { PageSize = 1 }, end),
            ["elasticloadbalancing:DescribeListeners"] = (aws, on, end) =>
                aws.LoadBalancing.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = on.LoadBalancer }, end),
            ["elasticloadbalancing:DescribeTags"] = (aws, on, end) =>
                aws.LoadBalancing.DescribeTagsAsync(new DescribeTagsRequest { ResourceArns = [on.LoadBalancer] }, end),
            ["elasticloadbalancing:DescribeLoadBalancerAttributes"] = (aws, on, end) =>
                aws.LoadBalancing.DescribeLoadBalancerAttributesAsync(new DescribeLoadBalancerAttributesRequest { LoadBalancerArn = on.LoadBalancer }, end),
            ["elasticloadbalancing:DescribeTargetGroupAttributes"] = (aws, on, end) =>
                aws.LoadBalancing.DescribeTargetGroupAttributesAsync(new DescribeTargetGroupAttributesRequest { TargetGroupArn = on.TargetGroup }, end),
            ["elasticloadbalancing:DescribeTargetHealth"] = (aws, on, end) =>
                aws.LoadBalancing.DescribeTargetHealthAsync(new DescribeTargetHealthRequest { TargetGroupArn = on.TargetGroup }, end),
            ["route53:ListHostedZonesByVPC"] = (aws, on, end) =>
                aws.HostedZones.ListByVpcAsync(new ListHostedZonesRequest { VpcId = on.VpcId, VpcRegion = on.Region }, end),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>None for what can only be tried by doing it.</returns>
    public static Func<AwsReaders, TrialSubject, CancellationToken, Task>? Find(string permission) => All.GetValueOrDefault(permission);

    private static Func<AwsReaders, TrialSubject, CancellationToken, Task> Of(Func<AmazonEC2Client, TrialSubject, CancellationToken, Task> dryRun) =>
        (aws, on, end) => dryRun(aws.Ec2, on, end);

    private static Func<AwsReaders, TrialSubject, CancellationToken, Task> Tagging(string id) => Of((ec2, _, end) =>
        ec2.CreateTagsAsync(new CreateTagsRequest { DryRun = true, Resources = [id], Tags = [new Tag("Name", "none")] }, end));

    private static Func<AwsReaders, TrialSubject, CancellationToken, Task> Untagging(string id) => Of((ec2, _, end) =>
        ec2.DeleteTagsAsync(new DeleteTagsRequest { DryRun = true, Resources = [id], Tags = [new Tag("Name")] }, end));
}

/// <summary>On what permissions are tried: on a network of the account where it has one, otherwise on things that do not exist.</summary>
internal sealed record TrialSubject(string AccountId, string Region, string VpcId, string SubnetId)
{
    public string LoadBalancer => Arn($"loadbalancer/net/{AwsNames.Prefix}none/0000000000000000");

    public string TargetGroup => Arn($"targetgroup/{AwsNames.Prefix}none/0000000000000000");

    /// <summary>AWS's own service EC2, which is there in every region: the address of the partition, read backwards.</summary>
    public string ServiceName =>
        $"{string.Join('.', RegionEndpoint.GetBySystemName(Region).PartitionDnsSuffix.Split('.').Reverse())}.{Region}.ec2";

    private string Arn(string resource) => $"arn:{AwsPartition.OfRegion(Region).Name}:elasticloadbalancing:{Region}:{AccountId}:{resource}";
}
