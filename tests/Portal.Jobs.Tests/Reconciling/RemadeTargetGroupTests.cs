using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What the portal makes again, because somebody has deleted it, is filled as what it makes for the first time is.</summary>
public sealed class RemadeTargetGroupTests(PortalCluster cluster) : Engine(cluster)
{
    private const string Payments = "payments-prod";

    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_target_group_that_is_made_again_gets_its_targets_and_attributes_at_once_and_later_changes_of_others_wait()
    {
        await using var world = await StartAsync();
        var input = Inputs.PaymentsApi(world.Seed);
        var listener = input.Listeners![0]!;
        var service = await world.PublishedAsync(Cancel, input with
        {
            Listeners =
            [
                listener with { TargetGroup = listener.TargetGroup! with { Attributes = new TargetGroupAttributesInput { DeregistrationDelaySeconds = 30 } } },
            ],
        });
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        var elb = world.Elb(Payments);
        var group = Assert.Single((await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest(), Cancel)).TargetGroups!);
        var balancer = Assert.Single((await elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest(), Cancel)).LoadBalancers!);
        var listeners = await elb.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn }, Cancel);
        await elb.DeleteListenerAsync(new DeleteListenerRequest { ListenerArn = Assert.Single(listeners.Listeners!).ListenerArn }, Cancel);
        await elb.DeleteTargetGroupAsync(new DeleteTargetGroupRequest { TargetGroupArn = group.TargetGroupArn }, Cancel);

        await world.PassAsync(NextResync, Cancel);
        await world.WatchAsync(EventualConsistency.Window + TimeSpan.FromMinutes(4), Cancel);

        var operations = await world.OperationsAsync(service, Cancel);
        var made = operations.Last(row => row.StepKey.StartsWith("target-group.create", StringComparison.Ordinal));
        Assert.Equal(2, made.Generation);
        var filled = operations.Where(row => row.CreatedAt >= made.CreatedAt
            && (row.StepKey.StartsWith("targets.register", StringComparison.Ordinal)
                || row.StepKey.StartsWith("target-group.attributes", StringComparison.Ordinal))).ToList();
        Assert.Equal(3, filled.Count);
        Assert.All(filled, row => Assert.InRange(row.CreatedAt - made.CreatedAt, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        var conditions = (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions;
        Assert.Equal((SyncState.InSync, 0), (conditions.Sync, conditions.Differences?.Count ?? 0));

        // What somebody takes away from it afterwards is shown first, as ever.
        var again = Assert.Single((await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest(), Cancel)).TargetGroups!);
        var target = listener.TargetGroup!.Targets![0]!;
        await elb.DeregisterTargetsAsync(
            new DeregisterTargetsRequest { TargetGroupArn = again.TargetGroupArn, Targets = [new() { Id = target.Id, Port = 443 }] }, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.RunDueAsync(Cancel);
        Assert.NotNull(Assert.Single((await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Differences!).RepairAt);
        await AssertBooksBalanceAsync(world);
    }
}
