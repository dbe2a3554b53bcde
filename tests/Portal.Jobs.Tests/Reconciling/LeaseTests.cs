using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Reconciling;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

public sealed class LeaseTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan LeaseIsOver = WorkTable.Lease + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_worker_whose_lease_may_end_before_the_call_does_sends_nothing_and_says_so()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        await RefuseRenewalsAsync(world);
        var slow = world.AddWorker("slow");
        var look = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.Before, Cancel);
        var run = slow.RunAsync(SubjectKind.Connection, id, Cancel);
        await look.CaughtAsync(Cancel);

        slow.Clock.Advance(TimeSpan.FromSeconds(6));
        await look.ReleaseAsync(Cancel);
        await run.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");
        var operation = Assert.Single(await world.OperationsAsync(id, Cancel));
        Assert.Equal(AttemptOutcome.NotSent, Assert.Single(await world.AttemptsAsync(operation.Id, Cancel)).Outcome);
        Assert.Equal((OperationOutcome.Open, null), (operation.Outcome, operation.LastSentAt));
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(operation.Id, Assert.Single(await world.OperationsAsync(id, Cancel), row => row.StepKey == "endpoint.create").Id);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_worker_that_was_overtaken_writes_and_sends_nothing()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        var slow = world.AddWorker("slow");
        var look = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.Before, Cancel);
        var run = slow.RunAsync(SubjectKind.Connection, id, Cancel);
        await look.CaughtAsync(Cancel);
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.SettleAsync(Cancel);
        var before = await SnapshotAsync(world, id);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);

        await look.ReleaseAsync(Cancel);
        await run.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.Equal(before, await SnapshotAsync(world, id));
    }

    [Fact]
    public async Task A_worker_that_finds_its_claim_gone_at_a_renewal_stops()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        var slow = world.AddWorker("slow");
        var look = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.Before, Cancel);
        var run = slow.RunAsync(SubjectKind.Connection, id, Cancel);
        await look.CaughtAsync(Cancel);
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.SettleAsync(Cancel);

        slow.Clock.Advance(WorkLeases.RenewEvery);
        await run.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        await look.ReleaseAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task A_worker_that_takes_anew_what_it_has_lost_itself_goes_on_with_it_once()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        var slow = world.AddWorker("slow");
        var look = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.Before, Cancel);
        var run = slow.RunAsync(SubjectKind.Connection, id, Cancel);
        await look.CaughtAsync(Cancel);
        await world.PassAsync(LeaseIsOver, Cancel);

        await look.ReleaseAsync(Cancel);
        await run.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.Equal(2, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Fence);
        await world.SettleAsync(Cancel);
        Assert.Single(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Of_several_workers_at_once_one_claims_and_the_others_leave_at_once()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        var look = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.Before, Cancel);
        var workers = Enumerable.Range(0, 6).Select(number => world.AddWorker($"worker-{number}")).ToList();

        var runs = workers.Select(worker => worker.RunAsync(SubjectKind.Connection, id, Cancel)).ToList();
        await look.CaughtAsync(Cancel);
        var waiting = runs.ToList();
        while (waiting.Count > 1)
        {
            waiting.Remove(await Task.WhenAny(waiting).WaitAsync(TimeSpan.FromSeconds(60), Cancel));
        }

        Assert.Equal(1, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Fence);
        await look.ReleaseAsync(Cancel);
        await Task.WhenAll(runs);
        Assert.Single(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");
    }

    [Fact]
    public async Task A_wake_up_during_a_run_makes_the_work_due_again_at_its_end()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, id, null, Cancel);
        var look = await world.Aws.HoldAsync("DescribeVpcEndpoints", HoldWhen.After, Cancel);
        var busy = world.AddWorker("busy");
        var run = busy.RunAsync(SubjectKind.Connection, id, Cancel);
        await look.CaughtAsync(Cancel);

        await world.DeleteAsync(id, Cancel);
        await look.ReleaseAsync(Cancel);
        await run.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await world.RunDueAsync(Cancel);

        Assert.Single(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "DeleteVpcEndpoints");
    }

    [Fact]
    public async Task A_job_that_is_delivered_twice_or_late_does_nothing()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var before = await SnapshotAsync(world, id);
        var calls = (await world.Aws.LedgerAsync(Cancel)).Count;

        await world.Portal.RunAsync(SubjectKind.Connection, id, Cancel);
        await world.AddWorker("late").RunAsync(SubjectKind.Connection, id, Cancel);
        await world.Portal.RunAsync(new AwsScope("999999999999", "us-east-1"), Cancel);

        Assert.Equal(before, await SnapshotAsync(world, id));
        Assert.Equal(calls, (await world.Aws.LedgerAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Work_that_is_woken_when_nothing_is_left_to_do_comes_to_rest()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);
        await using (var context = world.Open())
        {
            await WorkTable.WakeAsync(context, new Wake(SubjectKind.Connection, id), Cancel);
        }

        await world.RunDueAsync(Cancel);

        Assert.Null((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).DueAt);
    }

    /// <summary>All that a worker could have written about a connection, and all that it could have sent.</summary>
    private static async Task<string> SnapshotAsync(PortalWorld world, Guid id)
    {
        await using var context = world.Open();
        var attempts = await context.Attempts.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Cancel);
        var audit = await context.AuditRows.CountAsync(Cancel);
        return JsonSerializer.Serialize(new
        {
            Work = await world.WorkAsync(SubjectKind.Connection, id, Cancel),
            Operations = await world.OperationsAsync(id, Cancel),
            Attempts = attempts,
            Audit = audit,
            Stage = (await world.ConnectionAsync(id, Cancel)).Version,
            Writes = (await world.Aws.PortalWritesAsync(Cancel)).Count,
        });
    }

    /// <summary>A database that takes everything but renewals.</summary>
    private static async Task RefuseRenewalsAsync(PortalWorld world)
    {
        await using var context = world.Open();
        await context.Database.ExecuteSqlRawAsync(
            """
            create function refuse_renewal() returns trigger language plpgsql as $$ begin raise exception 'no renewal'; end $$;
            create trigger refuse_renewal before update on work for each row
                when (new.lease_until > old.lease_until and new.fence = old.fence) execute function refuse_renewal();
            """, Cancel);
    }
}
