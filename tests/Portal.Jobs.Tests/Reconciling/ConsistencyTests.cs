using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.EndpointServices;
using Portal.Sandbox;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>AWS's reads lag behind its writes, jump back, or do not show what is new: nobody is to notice by the end.</summary>
public sealed class ConsistencyTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly SandboxDelays Delays = new()
    {
        LoadBalancerProvisioning = TimeSpan.FromSeconds(30),
        ServicePending = TimeSpan.FromSeconds(5),
        EndpointPending = TimeSpan.FromSeconds(20),
        EndpointDeleting = TimeSpan.FromSeconds(20),
        DeletedListed = TimeSpan.FromMinutes(2),
    };

    private static IReadOnlyList<string>? _clean;

    /// <summary>Name, effect, and how likely it strikes a read.</summary>
    public static TheoryData<string, string, double, double> Lags => new()
    {
        { "nothing new is shown for a minute", "notYetVisible", 60, 1 },
        { "reads lag by a minute", "stale", 60, 1 },
        { "one read in five jumps back by three minutes", "stale", 180, 0.2 },
        { "what is new comes and goes for a minute", "notYetVisible", 60, 0.5 },
    };

    [Fact]
    public async Task A_service_that_AWS_does_not_show_yet_to_a_fresh_principal_is_asked_for_again_within_seconds()
    {
        await using var world = await StartAsync(new() { PrincipalVisible = TimeSpan.FromMinutes(10) });
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.RunDueAsync(Cancel);

        var conditions = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions;
        Assert.Equal((null, Party.Aws), (conditions.Blocked, conditions.WaitingFor?.Who));

        await world.Aws.AdvanceAsync(TimeSpan.FromMinutes(10), Cancel);
        await world.PassAsync(TimeSpan.FromSeconds(15), Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_service_that_AWS_never_shows_is_a_persons_matter_after_a_while()
    {
        await using var world = await StartAsync(new() { PrincipalVisible = TimeSpan.FromHours(10) });
        var id = await world.ApprovedAsync(await world.PublishedAsync(Cancel), Cancel);
        await world.WatchAsync(EventualConsistency.Window + TimeSpan.FromMinutes(1), Cancel);

        Assert.Equal((Party.Provider, "InvalidServiceName"), (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked is { } blocked
            ? (blocked.Owner, blocked.Code)
            : default);
    }

    [Theory]
    [MemberData(nameof(Lags))]
    public async Task A_whole_life_takes_the_same_calls_and_comes_to_the_same_end_when_reads_lag(string lag, string kind, double seconds, double probability)
    {
        _clean ??= await LiveAsync(_ => Task.CompletedTask);

        var lagging = await LiveAsync(world => world.Aws.FaultAsync(new { kind, seconds }, Cancel, "Describe*", probability: probability, seed: 7));

        Assert.True(_clean.SequenceEqual(lagging), $"When {lag}: {string.Join(", ", lagging)} instead of {string.Join(", ", _clean)}");
    }

    /// <summary>Publishes, connects, deletes and withdraws.</summary>
    /// <returns>The portal's mutating calls by action, with how often each was made.</returns>
    private async Task<IReadOnlyList<string>> LiveAsync(Func<PortalWorld, Task> lagAsync)
    {
        await using var world = await StartAsync(Delays);
        await world.HoldAwsTimeAsync(Cancel);
        await lagAsync(world);
        var service = (await world.PublishAsync(Cancel)).Id;
        await UntilAsync(world, async () => (await world.ServiceAsync(service, Cancel)).Stage == EndpointServiceStage.Available);
        var connection = await world.ApprovedAsync(service, Cancel);
        await UntilAsync(world, async () => (await world.ConnectionAsync(connection, Cancel)).Stage == ConnectionStage.Available);
        await world.DeleteAsync(connection, Cancel);
        await UntilAsync(world, async () => (await world.ConnectionAsync(connection, Cancel)).Stage == ConnectionStage.Deleted);
        // What one read that jumped back has hidden, for example a principal that is still allowed, the next ones show.
        await world.WatchAsync(new JobsOptions().ResyncInterval * 2 + TimeSpan.FromMinutes(1), Cancel);
        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, null), null, Cancel);
        await UntilAsync(world, async () => (await world.ServiceAsync(service, Cancel)).Stage == EndpointServiceStage.Withdrawn);

        await world.Aws.EndFaultsAsync(Cancel);
        await AssertBooksBalanceAsync(world);
        Assert.Empty(
            (await world.Elb("payments-prod").DescribeLoadBalancersAsync(
                new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel)).LoadBalancers ?? []);
        Assert.Empty(
            (await world.Elb("payments-prod").DescribeTargetGroupsAsync(
                new Amazon.ElasticLoadBalancingV2.Model.DescribeTargetGroupsRequest(), Cancel)).TargetGroups ?? []);
        return
        [
            .. (await world.Aws.PortalWritesAsync(Cancel)).Where(call => call.Status == 200).GroupBy(call => call.Action, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} x {group.Count()}"),
        ];
    }

    private static async Task UntilAsync(PortalWorld world, Func<Task<bool>> isSo)
    {
        for (var round = 0; round < 200; round++)
        {
            await world.RunDueAsync(Cancel);
            if (await isSo())
            {
                return;
            }

            await world.PassAsync(TimeSpan.FromSeconds(10), Cancel);
        }

        Assert.Fail("It has not come to that end in more than half an hour.");
    }
}
