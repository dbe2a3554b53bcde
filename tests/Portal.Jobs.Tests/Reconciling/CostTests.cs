using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What the main job costs, in calls to AWS and in transactions: figures that do not depend on the machine.</summary>
public sealed class CostTests(PortalCluster cluster) : Engine(cluster)
{
    /// <param name="says">Whether something is said of the attributes of the load balancer and of each target group: a call to set, two to read.</param>
    [Theory]
    [InlineData(false, 202)]
    [InlineData(true, 253)]
    public async Task A_service_with_fifty_listeners_is_published_by_few_reads_a_write_and_observed_again_by_sixty(bool says, int writes)
    {
        await using var world = await StartAsync(
            new() { LoadBalancerProvisioning = TimeSpan.FromMinutes(2), TargetInitial = TimeSpan.FromSeconds(20), ServicePending = TimeSpan.FromSeconds(5) });
        await world.HoldAwsTimeAsync(Cancel);
        var before = (await world.Aws.LedgerAsync(Cancel)).Select(call => call.Seq).LastOrDefault();
        var service = (await world.Get<EndpointServiceCommands>().PublishAsync(world.Cast.Priya, Fifty(world, says), null, Cancel)).Id;
        while ((await world.ServiceAsync(service, Cancel)).Stage == EndpointServiceStage.Publishing)
        {
            await world.RunDueAsync(Cancel);
            await world.PassAsync(TimeSpan.FromSeconds(1), Cancel);
        }

        Assert.Equal(EndpointServiceStage.Available, (await world.ServiceAsync(service, Cancel)).Stage);
        var published = (await world.Aws.LedgerAsync(Cancel, before)).Where(call => call.Service != "sts").ToList();
        TestContext.Current.SendDiagnosticMessage($"published by {published.Count} calls: {Tally(published)}");
        Assert.Equal(writes, published.Count(call => call.IsMutating));
        Assert.InRange(published.Count, writes, 700);

        await world.SettleAsync(Cancel);
        var rest = (await world.Aws.LedgerAsync(Cancel))[^1].Seq;
        await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), Cancel);
        await world.RunDueAsync(Cancel);

        var resync = (await world.Aws.LedgerAsync(Cancel, rest)).Where(call => call.Service != "sts").ToList();
        TestContext.Current.SendDiagnosticMessage($"observed again by {resync.Count} calls: {Tally(resync)}");
        Assert.InRange(resync.Count, 50, 60);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Forty_connections_of_one_account_cost_four_calls_and_forty_transactions_each_and_two_calls_in_all_to_be_observed_again()
    {
        // A server of its own: transactions are numbered for all databases of one together.
        await using var own = new PortalCluster();
        await using var world = await PortalWorld.StartAsync(own, Cancel);
        // Whoever waits for their turn is observed once more when it comes.
        world.IsPaced = false;
        var service = await world.PublishedAsync(Cancel);
        List<Guid> ids = [];
        for (var number = 0; number < 40; number++)
        {
            ids.Add(await world.ApprovedAsync(service, Cancel));
        }

        var calls = (await world.Aws.LedgerAsync(Cancel))[^1].Seq;
        var before = await TransactionsAsync(world);
        await world.SettleAsync(Cancel);
        var after = await TransactionsAsync(world);

        foreach (var id in ids)
        {
            Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        }

        var made = (await world.Aws.LedgerAsync(Cancel, calls)).Where(call => call.Service != "sts").ToList();
        TestContext.Current.SendDiagnosticMessage(
            $"{made.Count / 40.0:0.0} calls ({Tally(made)}), {(after.Writing - before.Writing) / 40.0:0.0} writing of "
                + $"{(after.All - before.All) / 40.0:0.0} transactions each");
        Assert.Equal(2 * 40 + 1, made.Count(call => call.IsMutating));
        Assert.True(made.Count <= 4 * 40, $"{made.Count} calls: {Tally(made)}");
        Assert.True(after.Writing - before.Writing <= 12 * 40, $"{after.Writing - before.Writing} writing transactions");
        Assert.True(after.All - before.All <= 40 * 40, $"{after.All - before.All} transactions");

        // At rest all of them are compared with AWS by one call a kind; one by one it were four calls each.
        var rest = (await world.Aws.LedgerAsync(Cancel))[^1].Seq;
        await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), Cancel);
        await world.RunDueAsync(Cancel);
        var consumer = world.Seed.Account("storefront-prod").AccountId;
        Assert.Equal(
            ["DescribeNetworkInterfaces", "DescribeVpcEndpoints"],
            (await world.Aws.LedgerAsync(Cancel, rest)).Where(call => call.Account == consumer && call.Service != "sts").Select(call => call.Action).Order());
    }

    private static PublishServiceInput Fifty(PortalWorld world, bool says)
    {
        var input = Inputs.PaymentsApi(world.Seed);
        var listener = input.Listeners![0]!;
        var group = listener.TargetGroup!;
        return input with
        {
            LoadBalancerAttributes = says ? new(CrossZone: true) : null,
            Listeners =
            [
                .. Enumerable.Range(0, 50).Select(number => listener with
                {
                    Port = 8000 + number,
                    TargetGroup = group with
                    {
                        Port = 8000 + number,
                        Targets = [.. group.Targets!.Take(2).Select(target => target! with { Port = null })],
                        Attributes = says ? new(30, ProxyProtocolV2: true) : null,
                    },
                }),
            ],
        };
    }

    private static string Tally(IEnumerable<LedgerCall> calls) =>
        string.Join(", ", calls.GroupBy(call => call.Action).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"));

    /// <summary>The transactions of the database so far: those that wrote have a number of their own.</summary>
    private static async Task<(long All, long Writing)> TransactionsAsync(PortalWorld world)
    {
        // Sessions tell their counts when they end.
        foreach (var worker in new[] { world.Portal.ConnectionString, world.ConnectionString })
        {
            await using var any = new NpgsqlConnection(worker);
            NpgsqlConnection.ClearPool(any);
        }

        await using var context = world.Open();
        await context.Database.ExecuteSqlAsync($"select pg_stat_clear_snapshot()", Cancel);
        var all = await context.Database.SqlQuery<long>(
            $"""select xact_commit + xact_rollback as "Value" from pg_stat_database where datname = current_database()""").SingleAsync(Cancel);
        var writing = await context.Database.SqlQuery<long>(
            $"""select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as "Value" """).SingleAsync(Cancel);
        return (all, writing);
    }
}
