using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Jobs.Dispatching;
using Portal.Jobs.Reconciling;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Dispatching;

/// <summary>An account in which AWS hangs costs itself time, and nobody else.</summary>
public sealed class HangingAccountsTests(PortalCluster cluster) : Engine(cluster)
{
    private const int Hanging = 8;
    private const int Workers = 2;

    [Fact]
    public async Task Eight_accounts_that_hang_at_once_keep_two_workers_from_the_ninth_for_no_more_than_their_patience()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        List<Guid> stuck = [];
        foreach (var account in await AccountsAsync(world))
        {
            var id = await world.ApprovedAsync(service, Cancel);
            await world.WriteAsync($"update connection set spec = jsonb_set(spec, '{{accountId}}', '\"{account}\"') where id = '{id}'", Cancel);
            await world.WriteAsync(
                $"update work set account_id = '{account}' where id = '{id}'; "
                    + $"insert into work_scope (account_id, region, fence, failures) values ('{account}', 'us-east-1', 0, 0)",
                Cancel);
            stuck.Add(id);
        }

        var ninth = await world.ApprovedAsync(service, Cancel, Inputs.Staging(world.Seed, service));
        await world.Portal.RunAsync(Domain.Audit.SubjectKind.Service, service, Cancel);
        var hang = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.Before, Cancel, world.Seed.Account("storefront-prod").AccountId, times: 1000);

        // Only the patience is the test's: the calls themselves hang for good.
        var patience = new FakeTimeProvider();
        var job = new ReconcileJob(world.Get<ScopeReconciler>(), world.Get<DetachedRuns>(), patience);
        var queue = Channel.CreateUnbounded<AwsScope>();
        var ends = Enumerable.Range(0, Workers).Select(_ => WorkAsync(job, queue.Reader)).ToList();
        foreach (var id in stuck.Append(ninth))
        {
            queue.Writer.TryWrite((await world.ConnectionAsync(id, Cancel)).Spec.WorkScope);
        }

        queue.Writer.Complete();
        // Each worker gives the runs that hang back after its patience, and meets the ninth account within as many jobs as there are before it.
        while (!ends.TrueForAll(end => end.IsCompleted))
        {
            patience.Advance(ReconcileJob.DetachAfter);
            await Task.Yield();
        }

        Assert.Equal(Hanging + 1, (await Task.WhenAll(ends)).Sum());
        while ((await world.ConnectionAsync(ninth, Cancel)).Stage != ConnectionStage.Available)
        {
            await world.Portal.RunAsync((await world.ConnectionAsync(ninth, Cancel)).Spec.WorkScope, Cancel);
            await world.PassAsync(TimeSpan.FromSeconds(1), Cancel);
        }

        foreach (var id in stuck)
        {
            Assert.Equal(
                (ConnectionStage.Provisioning, null),
                ((await world.ConnectionAsync(id, Cancel)).Stage, (await world.ConnectionAsync(id, Cancel)).VpcEndpointId));
        }

        await hang.ReleaseAsync(Cancel);
        await world.Get<DetachedRuns>().StopAsync(Cancel);
    }

    [Fact]
    public async Task Where_one_worker_had_no_answer_in_time_no_other_asks_for_a_while_and_then_one_does()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var scope = (await world.ConnectionAsync(id, Cancel)).Spec.WorkScope;
        var (first, second) = (world.Get<Infrastructure.Aws.IAwsGate>(), world.AddWorker("second").Get<Infrastructure.Aws.IAwsGate>());
        Assert.Null(await second.ClosedForAsync(scope, Cancel));

        await first.DidNotAnswerAsync(scope);
        Assert.NotNull(await world.AddWorker("third").Get<Infrastructure.Aws.IAwsGate>().ClosedForAsync(scope, Cancel));
        var calls = (await world.Aws.LedgerAsync(Cancel)).Count;
        await world.PassAsync(TimeSpan.FromSeconds(2), Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Equal(calls, (await world.Aws.LedgerAsync(Cancel)).Count);

        await world.PassAsync(new JobsOptions().ResyncInterval, Cancel);
        await world.RunDueAsync(Cancel);
        Assert.True((await world.Aws.LedgerAsync(Cancel)).Count > calls);
        Assert.Null(await first.ClosedForAsync(scope, Cancel));
    }

    [Fact]
    public async Task While_the_database_does_not_answer_the_gate_neither_fails_a_call_to_AWS_nor_loses_its_answer()
    {
        await using var own = new PortalCluster();
        await using var world = await PortalWorld.StartAsync(own, Cancel);
        var scope = new AwsScope("310000000001", "us-east-1");
        var gate = world.Get<Infrastructure.Aws.IAwsGate>();
        await gate.DidNotAnswerAsync(scope);
        Assert.NotNull(await gate.ClosedForAsync(scope, Cancel));

        await own.StopAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(await gate.ClosedForAsync(scope, Cancel));
        await gate.AnsweredAsync(scope);
        await gate.DidNotAnswerAsync(scope);

        await own.StartAsync();
    }

    /// <summary>Takes jobs off the queue as a worker of Hangfire does.</summary>
    /// <returns>How many.</returns>
    private static async Task<int> WorkAsync(ReconcileJob job, ChannelReader<AwsScope> queue)
    {
        var jobs = 0;
        await foreach (var scope in queue.ReadAllAsync(Cancel))
        {
            await job.RunAsync(scope.AccountId, scope.Region, Cancel);
            jobs++;
        }

        return jobs;
    }

    /// <summary>Eight accounts by which the portal gets into the same one: it is the portal's own account ids that its work goes by.</summary>
    private static async Task<IReadOnlyList<string>> AccountsAsync(PortalWorld world)
    {
        var seed = world.Seed.Account("storefront-prod");
        string[] ids = [.. Enumerable.Range(0, Hanging).Select(number => $"3990000000{number:00}")];
        await using var context = world.Open();
        foreach (var id in ids)
        {
            var account = new AwsAccount(
                id, world.Cast.Storefront.Id, $"storefront-{id[^2..]}", seed.Region)
            { RoleArn = seed.RoleArn, ExternalId = seed.ExternalId };
            account.MarkProven();
            context.Accounts.Add(account);
        }

        await context.SaveChangesAsync(Cancel);
        return ids;
    }
}
