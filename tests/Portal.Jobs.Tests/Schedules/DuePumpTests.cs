using System.Diagnostics;
using System.Threading.Channels;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Schedules;

public sealed class DuePumpTests(PortalCluster cluster) : Engine(cluster)
{
    // Shorter than the pump's longest sleep: what is due by then was heard of, or known.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Work_that_is_due_is_handed_out_and_work_that_becomes_due_is_heard_of()
    {
        await using var world = await StartAsync();
        var first = await WakeAsync(world);
        await using var pump = await Pump.StartAsync(world);
        Assert.Equal(first, await pump.NextAsync());

        var second = await WakeAsync(world);

        Assert.Equal(second, await pump.NextAsync());
    }

    [Fact]
    public async Task The_pump_wakes_when_the_next_work_is_due()
    {
        await using var world = await StartAsync();
        var id = await WakeAsync(world, due: TimeSpan.FromMilliseconds(700));
        await using var pump = await Pump.StartAsync(world);

        Assert.Equal(id, await pump.NextAsync());

        await using var context = world.Open();
        Assert.True((await world.WorkAsync(SubjectKind.Service, id, Cancel)).DueAt <= await WorkTable.NowAsync(context, Cancel));
    }

    [Fact]
    public async Task Work_that_waits_in_the_queue_is_not_queued_again_until_it_was_taken_up_or_a_minute_has_passed()
    {
        await using var world = await StartAsync();
        var waiting = await WakeAsync(world);
        await using var pump = await Pump.StartAsync(world);
        Assert.Equal(waiting, await pump.NextAsync());

        // The database no longer knows of the job; the process that made it does.
        await ForgetNudgeAsync(world, waiting);
        var marker = await WakeAsync(world);
        Assert.Equal(marker, await pump.NextAsync());

        pump.Clock.Advance(HandedOut.Trust);
        await ForgetNudgeAsync(world, waiting);
        Assert.Equal(waiting, await pump.NextAsync());

        await using var context = world.Open();
        var claim = await WorkTable.ClaimAsync(context, SubjectKind.Service, waiting, "test", Cancel);
        await WorkTable.ReleaseAsync(context, claim!, TimeSpan.Zero, Cancel);
        Assert.Equal(waiting, await pump.NextAsync());
    }

    [Fact]
    public async Task Due_work_that_somebody_has_locked_is_looked_for_calmly_and_handed_out_soon_after_it_is_free()
    {
        await using var world = await StartAsync();
        var locked = await WakeAsync(world);
        await using var blocker = world.Open();
        await using var transaction = await blocker.Database.BeginTransactionAsync(Cancel);
        await blocker.Work.FromSql($"select * from work where id = {locked} for update").ToListAsync(Cancel);
        var begun = Stopwatch.GetTimestamp();
        await using var pump = await Pump.StartAsync(world);

        // Other work goes on meanwhile.
        var other = await WakeAsync(world);
        Assert.Equal(other, await pump.NextAsync());
        await pump.LooksAsync(12);
        Assert.True(Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(1), "The pump spins.");
        await transaction.RollbackAsync(Cancel);

        Assert.Equal(locked, await pump.NextAsync());
    }

    [Fact]
    public async Task Work_that_its_job_found_locked_is_handed_out_again_when_it_is_free()
    {
        await using var world = await StartAsync();
        var locked = await WakeAsync(world);
        await using var pump = await Pump.StartAsync(world);
        Assert.Equal(locked, await pump.NextAsync());
        await using var blocker = world.Open();
        await using (await blocker.Database.BeginTransactionAsync(Cancel))
        {
            await blocker.Work.FromSql($"select * from work where id = {locked} for update").ToListAsync(Cancel);
            await world.Portal.RunAsync(SubjectKind.Service, locked, Cancel).WaitAsync(Soon, Cancel);
        }

        Assert.Equal(locked, await pump.NextAsync());
        Assert.Equal(0, (await world.WorkAsync(SubjectKind.Service, locked, Cancel)).Fence);
    }

    [Fact]
    public async Task Work_whose_job_could_not_be_queued_is_handed_out_again()
    {
        await using var world = await StartAsync();
        var id = await WakeAsync(world);
        await using var pump = await Pump.StartAsync(world, failures: 1);
        await pump.FailedAsync();

        // A second after the failure it begins anew; the database trusts the job that never was for five.
        pump.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(id, await pump.NextAsync());
    }

    [Fact]
    public async Task A_kind_of_work_that_only_a_newer_version_does_keeps_no_other_work_waiting()
    {
        await using var world = await StartAsync();
        var foreign = await WakeAsync(world);
        await world.WriteAsync($"update work set kind = '{Foreign.Word}' where id = '{foreign}'", Cancel);
        var before = await WakeAsync(world);
        await using var pump = await Pump.StartAsync(world);
        Assert.Equal(before, await pump.NextAsync());

        var after = await WakeAsync(world);

        Assert.Equal(after, await pump.NextAsync());
        Assert.Equal(Foreign.Word, await world.ReadAsync($"select kind from work where id = '{foreign}'", Cancel));
    }

    private static async Task<Guid> WakeAsync(PortalWorld world, TimeSpan? due = null)
    {
        var id = Guid.CreateVersion7();
        await using var context = world.Open();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
        await WorkTable.WakeAsync(context, SubjectKind.Service, id, Cancel);
        await context.Database.ExecuteSqlAsync($"update work set due_at = portal_now() + {due ?? TimeSpan.Zero} where id = {id}", Cancel);
        await transaction.CommitAsync(Cancel);
        return id;
    }

    private static async Task ForgetNudgeAsync(PortalWorld world, Guid id)
    {
        await using var context = world.Open();
        await context.Database.ExecuteSqlAsync($"update work set nudged_until = null where id = {id}", Cancel);
        await context.Database.ExecuteSqlAsync($"select pg_notify({Infrastructure.Changes.ChangeChannels.Due}, '')", Cancel);
    }

    /// <summary>A pump at work, whose jobs are only written down.</summary>
    private sealed class Pump(DuePump pump, Recorder jobs, CountingContexts contexts, FakeTimeProvider clock) : IAsyncDisposable
    {
        public FakeTimeProvider Clock => clock;

        public static async Task<Pump> StartAsync(PortalWorld world, int failures = 0)
        {
            var (jobs, clock) = (new Recorder(failures), new FakeTimeProvider());
            var contexts = new CountingContexts(world.Get<IDbContextFactory<PortalDbContext>>());
            var pump = new DuePump(contexts, world.Get<NpgsqlDataSource>(), jobs, clock, NullLogger<DuePump>.Instance);
            await pump.StartAsync(Cancel);
            return new(pump, jobs, contexts, clock);
        }

        /// <summary>The next work that a job is made of.</summary>
        public Task<Guid> NextAsync() => jobs.Made.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Soon, Cancel);

        /// <summary>Completes when a job could not be queued and the pump waits before it begins anew.</summary>
        public async Task FailedAsync()
        {
            await jobs.Failed.Task.WaitAsync(Soon, Cancel);
            while (!clock.Waits)
            {
                await Task.Yield();
            }
        }

        /// <summary>Completes when the pump has looked for due work that often.</summary>
        public async Task LooksAsync(int times)
        {
            for (var look = 0; look < times; look++)
            {
                await contexts.Looks.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Soon, Cancel);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await pump.StopAsync(CancellationToken.None);
            pump.Dispose();
        }
    }

    private sealed class CountingContexts(IDbContextFactory<PortalDbContext> inner) : IDbContextFactory<PortalDbContext>
    {
        public Channel<bool> Looks { get; } = Channel.CreateUnbounded<bool>();

        public PortalDbContext CreateDbContext()
        {
            Looks.Writer.TryWrite(true);
            return inner.CreateDbContext();
        }
    }

    private sealed class Recorder(int failures) : IBackgroundJobClient
    {
        private int _failures = failures;

        public Channel<Guid> Made { get; } = Channel.CreateUnbounded<Guid>();

        public TaskCompletionSource Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Create(Job job, IState state)
        {
            if (_failures-- > 0)
            {
                Failed.SetResult();
                throw new BackgroundJobClientException("The queue is away.", new NpgsqlException());
            }

            Made.Writer.TryWrite((Guid)job.Args[1]);
            return "1";
        }

        public bool ChangeState(string jobId, IState state, string expectedState) => false;
    }

    /// <summary>A clock that knows whether somebody waits for it.</summary>
    private sealed class FakeTimeProvider : Microsoft.Extensions.Time.Testing.FakeTimeProvider
    {
        public bool Waits { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Waits = true;
            return timer;
        }
    }
}
