using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What a zone's health depends on is read from AWS.</summary>
public sealed class ZoneHealthTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Cross_zone_load_balancing_that_somebody_switches_on_counts_at_the_next_resync()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        Assert.False((await OwnAsync(world, service)).Own!.CrossZone);
        var elb = world.Elb("payments-prod");
        var arn = (await elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest(), Cancel)).LoadBalancers!.Single().LoadBalancerArn;
        await elb.ModifyLoadBalancerAttributesAsync(
            new ModifyLoadBalancerAttributesRequest
            {
                LoadBalancerArn = arn,
                Attributes = [new LoadBalancerAttribute { Key = "load_balancing.cross_zone.enabled", Value = "true" }],
            }, Cancel);

        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);

        var seen = await OwnAsync(world, service);
        Assert.True(seen.Own!.CrossZone);
        Assert.All(seen.Health.Zones, zone => Assert.NotEqual(HealthVerdict.Down, zone.Verdict));
        Assert.All(seen.Health.Zones, zone => Assert.StartsWith("us-east-1", zone.ZoneName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_that_may_not_ask_for_attributes_leaves_them_unknown_and_the_service_in_sync()
    {
        await using var world = await StartAsync();
        await world.Aws.FaultAsync(new { kind = "error", code = "AccessDenied" }, Cancel, "DescribeLoadBalancerAttributes");

        var service = await world.PublishedAsync(Cancel);

        Assert.Null((await OwnAsync(world, service)).Own!.CrossZone);
        Assert.Null((await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.LastError);
    }

    private static Task<EndpointServiceView> OwnAsync(PortalWorld world, Guid service) =>
        world.Get<EndpointServiceQueries>().GetAsync(world.Cast.Priya, service, Cancel);
}
