using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Reconciling;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>However much is due in a scope, a job ends, and the others have their turn.</summary>
public sealed class LongestRunTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    private static readonly int RoundsInTime = (int)Math.Ceiling(ScopeReconciler.LongestRun / Round);

    [Fact]
    public async Task A_job_ends_after_its_time_though_work_is_due_again_always_and_leaves_what_is_due_to_the_next_one()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var restless = await world.ConnectedAsync(service, Cancel);
        var patient = await world.ConnectedAsync(service, Cancel);
        await WakeAsync(world, SubjectKind.Service, service);
        await WakeAsync(world, SubjectKind.Connection, restless);
        var worker = world.AddWorker("busy");
        var begun = worker.Clock.GetUtcNow();

        var hold = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.Before, Cancel);
        var run = worker.RunAsync(SubjectKind.Connection, restless, Cancel);
        var rounds = 0;
        while (await Task.WhenAny(run, hold.CaughtAsync(Cancel)) != run)
        {
            Assert.InRange(++rounds, 1, RoundsInTime + 1);
            await WakeAsync(world, SubjectKind.Connection, restless);
            await AdvanceAsync(world, worker, restless);
            if (rounds == RoundsInTime)
            {
                // The time is over: what somebody wants only now is for the next job.
                var tags = new Dictionary<string, string?> { ["CostCentre"] = "4711" };
                await world.Get<ConnectionCommands>().DescribeAsync(world.Cast.Chen, patient, null, new(null, tags, null), Cancel);
            }

            var next = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.Before, Cancel);
            await hold.ReleaseAsync(Cancel);
            hold = next;
        }

        await run;
        await hold.ReleaseAsync(Cancel);
        Assert.InRange(worker.Clock.GetUtcNow() - begun, ScopeReconciler.LongestRun, ScopeReconciler.LongestRun + (2 * Round));
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateTags");
        await using var context = world.Open();
        var scopes = (await ScopeTable.EnqueueDueAsync(context, 100, Cancel)).Select(scope => scope.AccountId).Order();
        Assert.Equal(new[] { world.Seed.Account("payments-prod").AccountId, world.Seed.Account("storefront-prod").AccountId }.Order(), scopes);

        await world.SettleAsync(Cancel);
        Assert.Equal(1, (await world.Aws.PortalWritesAsync(Cancel)).Count(call => call.Action == "CreateTags"));
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(restless, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    private static async Task WakeAsync(PortalWorld world, SubjectKind kind, Guid id)
    {
        await using var context = world.Open();
        await WorkTable.WakeAsync(context, new Wake(kind, id), Cancel);
    }

    /// <summary>Lets a round pass by the worker's clock, and the renewal of its leases that may fall into it.</summary>
    private static async Task AdvanceAsync(PortalWorld world, PortalWorker worker, Guid held)
    {
        var before = (await world.WorkAsync(SubjectKind.Connection, held, Cancel)).LeaseUntil;
        var begun = worker.Clock.Start;
        var renewals = Math.Floor((worker.Clock.GetUtcNow() - begun) / WorkLeases.RenewEvery);
        worker.Clock.Advance(Round);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (Math.Floor((worker.Clock.GetUtcNow() - begun) / WorkLeases.RenewEvery) > renewals
            && (await world.WorkAsync(SubjectKind.Connection, held, limit.Token)).LeaseUntil == before)
        {
            await Task.Yield();
        }
    }
}
