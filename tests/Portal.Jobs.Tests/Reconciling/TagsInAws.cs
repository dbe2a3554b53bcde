using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>The tags that stand in AWS on what the only service of a world and its connections own, as the accounts' administrators see them.</summary>
internal static class TagsInAws
{
    public static async Task<string> LoadBalancerAsync(PortalWorld world, CancellationToken cancellationToken) =>
        Assert.Single((await world.Elb("payments-prod").DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest(), cancellationToken)).LoadBalancers!)
            .LoadBalancerArn!;

    /// <summary>By id or ARN.</summary>
    public static async Task<Dictionary<string, IReadOnlyDictionary<string, string>>> OfServiceAsync(PortalWorld world, CancellationToken cancellationToken)
    {
        var elb = world.Elb("payments-prod");
        var balancer = await LoadBalancerAsync(world, cancellationToken);
        var groups = (await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest(), cancellationToken)).TargetGroups!;
        var listeners = (await elb.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer }, cancellationToken)).Listeners!;
        var all = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        string[] arns = [balancer, .. groups.Select(group => group.TargetGroupArn!), .. listeners.Select(listener => listener.ListenerArn!)];
        var described = await elb.DescribeTagsAsync(
            new Amazon.ElasticLoadBalancingV2.Model.DescribeTagsRequest { ResourceArns = [.. arns] }, cancellationToken);
        foreach (var one in described.TagDescriptions!)
        {
            all[one.ResourceArn!] = (one.Tags ?? []).ToDictionary(tag => tag.Key!, tag => tag.Value!);
        }

        var configurations = await world.Ec2("payments-prod").DescribeVpcEndpointServiceConfigurationsAsync(new(), cancellationToken);
        var service = Assert.Single(configurations.ServiceConfigurations);
        all[service.ServiceId] = service.Tags.ToDictionary(tag => tag.Key, tag => tag.Value);
        return all;
    }

    public static async Task<IReadOnlyDictionary<string, string>> OfEndpointAsync(PortalWorld world, Guid id, CancellationToken cancellationToken)
    {
        var request = new DescribeVpcEndpointsRequest { VpcEndpointIds = [(await world.ConnectionAsync(id, cancellationToken)).VpcEndpointId] };
        return Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(request, cancellationToken)).VpcEndpoints).Tags
            .ToDictionary(tag => tag.Key, tag => tag.Value);
    }
}
