using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What AWS has shown and then does not is missed at once, however young it is.</summary>
public sealed class MissingListenerTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_listener_that_another_tool_deletes_two_minutes_after_publication_is_shown_as_missing_at_the_next_resync_and_comes_back()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.PassAsync(TimeSpan.FromMinutes(2), Cancel);
        var balancer = (await world.Elb("payments-prod").DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest(), Cancel)).LoadBalancers!.Single();
        var listener = Assert.Single(await ListenersAsync(world, balancer));
        await world.Elb("payments-prod").DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = listener.ListenerArn }, Cancel);

        // The age of the listener is what AWS's delay would be judged by.
        await world.PassAsync(NextResync - TimeSpan.FromMinutes(2), Cancel);
        await world.RunDueAsync(Cancel);

        var conditions = (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions;
        Assert.Equal(SyncState.Unknown, conditions.Sync);
        Assert.StartsWith("AWS does not show the listener 443", conditions.WaitingFor?.What, StringComparison.Ordinal);
        var missedAt = world.Clock.GetUtcNow();

        await world.WatchAsync(EventualConsistency.Window + TimeSpan.FromMinutes(1), Cancel);

        Assert.Single(await ListenersAsync(world, balancer));
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Sync);
        var again = (await world.OperationsAsync(service, Cancel)).Last(row => row.StepKey.StartsWith("listener.create", StringComparison.Ordinal));
        Assert.Equal(2, again.Generation);
        Assert.InRange(again.CreatedAt - missedAt, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(6));
    }

    private static async Task<List<Listener>> ListenersAsync(PortalWorld world, LoadBalancer balancer) => (await world.Elb("payments-prod")
        .DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn }, Cancel)).Listeners ?? [];
}
