using System.Threading.Channels;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
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
        Assert.True((await world.WorkAsync(WorkKind.Service, id, Cancel)).DueAt <= await WorkTable.NowAsync(context, Cancel));
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
        var claim = await WorkTable.ClaimAsync(context, WorkKind.Service, waiting, "test", Cancel);
        await WorkTable.ReleaseAsync(context, claim!, TimeSpan.Zero, Cancel);
        Assert.Equal(waiting, await pump.NextAsync());
    }

    private static async Task<Guid> WakeAsync(PortalWorld world, TimeSpan? due = null)
    {
        var id = Guid.CreateVersion7();
        await using var context = world.Open();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
        await WorkTable.WakeAsync(context, WorkKind.Service, id, Cancel);
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
    private sealed class Pump(DuePump pump, Recorder jobs, Microsoft.Extensions.Time.Testing.FakeTimeProvider clock) : IAsyncDisposable
    {
        public Microsoft.Extensions.Time.Testing.FakeTimeProvider Clock => clock;

        public static async Task<Pump> StartAsync(PortalWorld world)
        {
            var (jobs, clock) = (new Recorder(), new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
            var pump = new DuePump(world.Get<IDbContextFactory<PortalDbContext>>(), world.Get<NpgsqlDataSource>(), jobs, clock, NullLogger<DuePump>.Instance);
            await pump.StartAsync(Cancel);
            return new(pump, jobs, clock);
        }

        /// <summary>The next work that a job is made of.</summary>
        public Task<Guid> NextAsync() => jobs.Made.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Soon, Cancel);

        public async ValueTask DisposeAsync()
        {
            await pump.StopAsync(CancellationToken.None);
            pump.Dispose();
        }
    }

    private sealed class Recorder : IBackgroundJobClient
    {
        public Channel<Guid> Made { get; } = Channel.CreateUnbounded<Guid>();

        public string Create(Job job, IState state)
        {
            Made.Writer.TryWrite((Guid)job.Args[1]);
            return "1";
        }

        public bool ChangeState(string jobId, IState state, string expectedState) => false;
    }
}
