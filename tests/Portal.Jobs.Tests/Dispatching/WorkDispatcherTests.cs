using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Dispatching;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Dispatching;

public sealed class WorkDispatcherTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly AwsScope First = new("100000000001", "us-east-1");
    private static readonly AwsScope Second = new("100000000002", "us-east-1");
    private static readonly AwsScope Third = new("100000000003", "us-east-1");

    [Fact]
    public async Task A_scope_in_which_something_is_due_is_enqueued_and_one_in_which_something_becomes_due_is_heard_of()
    {
        await using var world = await StartAsync();
        await WakeAsync(world, First);
        await using var dispatcher = await RunningDispatcher.StartAsync(world);
        Assert.Equal(First, await dispatcher.NextAsync());

        await WakeAsync(world, Second);

        Assert.Equal(Second, await dispatcher.NextAsync());
    }

    [Fact]
    public async Task However_much_is_due_in_a_scope_it_is_one_job()
    {
        await using var world = await StartAsync();
        await WakeAsync(world, First);
        await WakeAsync(world, First);
        await WakeAsync(world, Second);
        await using var dispatcher = await RunningDispatcher.StartAsync(world);

        Assert.Equal([First, Second], new[] { await dispatcher.NextAsync(), await dispatcher.NextAsync() }.OrderBy(scope => scope.AccountId));
        await WakeAsync(world, Third);
        Assert.Equal(Third, await dispatcher.NextAsync());
    }

    [Fact]
    public async Task The_dispatcher_wakes_when_the_next_work_is_due()
    {
        await using var world = await StartAsync();
        var id = await WakeAsync(world, First, due: TimeSpan.FromMilliseconds(700));
        await using var dispatcher = await RunningDispatcher.StartAsync(world);

        Assert.Equal(First, await dispatcher.NextAsync());

        await using var context = world.Open();
        Assert.True((await world.WorkAsync(SubjectKind.Service, id, Cancel)).DueAt <= (await WorkTable.NowAsync(context, Cancel)).AddMilliseconds(1));
    }

    [Fact]
    public async Task A_scope_that_waits_in_the_queue_is_not_enqueued_again_until_a_job_took_it_or_a_minute_has_passed()
    {
        await using var world = await StartAsync();
        await WakeAsync(world, First);
        await using var dispatcher = await RunningDispatcher.StartAsync(world);
        Assert.Equal(First, await dispatcher.NextAsync());

        // The database no longer knows of the job; the process that made it does.
        await ForgetEnqueuedAsync(world);
        await WakeAsync(world, Second);
        Assert.Equal(Second, await dispatcher.NextAsync());

        dispatcher.Clock.Advance(RecentlyEnqueued.Trust);
        await ForgetEnqueuedAsync(world);
        Assert.Equal([First, Second], new[] { await dispatcher.NextAsync(), await dispatcher.NextAsync() }.OrderBy(scope => scope.AccountId));

        await using var context = world.Open();
        var claim = await ScopeTable.ClaimAsync(context, First, "test", Cancel);
        await ScopeTable.ReleaseAsync(context, claim!, Cancel);
        Assert.Equal(First, await dispatcher.NextAsync());
    }

    [Fact]
    public async Task A_scope_at_which_a_job_is_is_not_enqueued_and_is_as_soon_as_the_job_has_let_go_of_it()
    {
        await using var world = await StartAsync();
        await WakeAsync(world, First);
        await using var context = world.Open();
        var claim = await ScopeTable.ClaimAsync(context, First, "test", Cancel);
        await using var dispatcher = await RunningDispatcher.StartAsync(world);
        await WakeAsync(world, Second);
        Assert.Equal(Second, await dispatcher.NextAsync());

        await ScopeTable.ReleaseAsync(context, claim!, Cancel);

        Assert.Equal(First, await dispatcher.NextAsync());
    }

    [Fact]
    public async Task A_scope_that_somebody_has_locked_is_looked_for_calmly_and_enqueued_soon_after_it_is_free()
    {
        await using var world = await StartAsync();
        await WakeAsync(world, First);
        await using var blocker = world.Open();
        await using var transaction = await blocker.Database.BeginTransactionAsync(Cancel);
        await blocker.WorkScopes.FromSql($"select * from work_scope where account_id = {First.AccountId} for update").ToListAsync(Cancel);
        var begun = Stopwatch.GetTimestamp();
        await using var dispatcher = await RunningDispatcher.StartAsync(world);

        // Other work goes on meanwhile.
        await WakeAsync(world, Second);
        Assert.Equal(Second, await dispatcher.NextAsync());
        await dispatcher.LooksAsync(12);
        Assert.True(Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(1), "The dispatcher spins.");
        await transaction.RollbackAsync(Cancel);

        Assert.Equal(First, await dispatcher.NextAsync());
    }

    [Fact]
    public async Task A_job_that_finds_its_work_locked_leaves_it_and_it_is_taken_when_it_is_free()
    {
        await using var world = await StartAsync();
        var locked = await WakeAsync(world, First);
        await using var dispatcher = await RunningDispatcher.StartAsync(world);
        Assert.Equal(First, await dispatcher.NextAsync());
        await using var blocker = world.Open();
        await using (await blocker.Database.BeginTransactionAsync(Cancel))
        {
            await blocker.Work.FromSql($"select * from work where id = {locked} for update").ToListAsync(Cancel);
            await world.Portal.RunAsync(First, Cancel).WaitAsync(RunningDispatcher.Soon, Cancel);
        }

        Assert.Equal(First, await dispatcher.NextAsync());
        Assert.Equal(0, (await world.WorkAsync(SubjectKind.Service, locked, Cancel)).Fence);
    }

    [Fact]
    public async Task A_scope_whose_job_could_not_be_queued_is_enqueued_again()
    {
        await using var world = await StartAsync();
        await WakeAsync(world, First);
        await using var dispatcher = await RunningDispatcher.StartAsync(world, failures: 1);
        await dispatcher.FailedAsync();

        // A second after the failure it begins anew; the database trusts the job that never was for five.
        dispatcher.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(First, await dispatcher.NextAsync());
    }

    [Fact]
    public async Task A_kind_of_work_that_only_a_newer_version_does_keeps_no_other_work_waiting()
    {
        await using var world = await StartAsync();
        var foreign = await WakeAsync(world, First);
        await world.WriteAsync($"update work set kind = '{Foreign.Word}' where id = '{foreign}'", Cancel);
        await WakeAsync(world, Second);
        await using var dispatcher = await RunningDispatcher.StartAsync(world);
        Assert.Equal(Second, await dispatcher.NextAsync());

        await WakeAsync(world, Third);

        Assert.Equal(Third, await dispatcher.NextAsync());
        Assert.Equal(Foreign.Word, await world.ReadAsync($"select kind from work where id = '{foreign}'", Cancel));
    }

    [Fact]
    public async Task Where_AWS_did_not_answer_other_workers_ask_again_after_a_while()
    {
        await using var world = await StartAsync();
        await WakeAsync(world, First);
        await using (var context = world.Open())
        {
            await ScopeTable.CloseAsync(context, First, Cancel);
        }

        await using var dispatcher = await RunningDispatcher.StartAsync(world);
        await WakeAsync(world, Second);
        Assert.Equal(Second, await dispatcher.NextAsync());
        Assert.Equal(JobQueues.Reconciling, dispatcher.LastQueue);

        await world.PassAsync(TimeSpan.FromSeconds(6), Cancel);
        await WakeAsync(world, Third);
        Assert.Equal([First, Third], new[] { await dispatcher.NextAsync(), await dispatcher.NextAsync() }.OrderBy(scope => scope.AccountId));
        Assert.Contains((First, JobQueues.Doubtful), dispatcher.Made);
    }

    [Fact]
    public async Task What_ends_by_its_own_time_is_enqueued_when_that_has_come()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var end = world.Clock.GetUtcNow().AddHours(2).AddMilliseconds(400);
        await world.RequestAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { EndsAt = end });

        await using var dispatcher = await RunningDispatcher.StartAsync(world, now: end.AddMilliseconds(-300));
        await dispatcher.LooksAsync(1);
        // The wait is by the machine's clock, and what it waits for by the portal's.
        dispatcher.Clock.Advance(TimeSpan.FromMilliseconds(300));

        Assert.Equal(JobQueues.Schedules, await dispatcher.NextEndAsync());
    }

    [Fact]
    public async Task What_cannot_be_ended_is_enqueued_once_and_keeps_no_later_end_from_its_own_time()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var end = world.Clock.GetUtcNow().AddHours(2);
        // Only a newer version could end it: nobody does.
        await world.RequestAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { EndsAt = end });
        await world.RequestAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { EndsAt = end.AddMinutes(10) });

        await using var dispatcher = await RunningDispatcher.StartAsync(world, now: end);
        await dispatcher.NextEndAsync();
        for (var look = 0; look < 3; look++)
        {
            dispatcher.Clock.Advance(TimeSpan.FromSeconds(10));
            await ForgetEnqueuedAsync(world);
            await dispatcher.LooksAsync(1);
        }

        Assert.False(dispatcher.HasMoreEnds);
        dispatcher.Clock.Advance(TimeSpan.FromMinutes(10));
        await ForgetEnqueuedAsync(world);
        Assert.Equal(JobQueues.Schedules, await dispatcher.NextEndAsync());
    }

    private static async Task<Guid> WakeAsync(PortalWorld world, AwsScope scope, TimeSpan? due = null)
    {
        var id = Guid.CreateVersion7();
        await using var context = world.Open();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
        await WorkTable.WakeAsync(context, new Wake(SubjectKind.Service, id, scope), Cancel);
        await context.Database.ExecuteSqlAsync($"update work set due_at = portal_now() + {due ?? TimeSpan.Zero} where id = {id}", Cancel);
        await transaction.CommitAsync(Cancel);
        return id;
    }

    private static async Task ForgetEnqueuedAsync(PortalWorld world)
    {
        await using var context = world.Open();
        await context.Database.ExecuteSqlAsync($"update work_scope set enqueued_until = null", Cancel);
        await context.Database.ExecuteSqlAsync($"select pg_notify({Infrastructure.Changes.ChangeChannels.Due}, '')", Cancel);
    }
}
