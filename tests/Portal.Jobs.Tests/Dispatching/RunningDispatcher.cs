using System.Threading.Channels;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Jobs.Dispatching;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Dispatching;

/// <summary>A dispatcher at work, whose jobs are only written down.</summary>
internal sealed class RunningDispatcher(WorkDispatcher dispatcher, Recorder jobs, CountingContexts contexts, WatchedClock clock) : IAsyncDisposable
{
    /// <summary>Shorter than the dispatcher's longest sleep: what is due by then was heard of, or known.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public WatchedClock Clock => clock;

    public static async Task<RunningDispatcher> StartAsync(PortalWorld world, int failures = 0, DateTimeOffset? now = null)
    {
        var (jobs, clock) = (new Recorder(failures), new WatchedClock());
        clock.SetUtcNow(now ?? clock.GetUtcNow());
        var contexts = new CountingContexts(world.Get<IDbContextFactory<PortalDbContext>>());
        var dispatcher = new WorkDispatcher(contexts, world.Get<NpgsqlDataSource>(), jobs, clock, NullLogger<WorkDispatcher>.Instance);
        await dispatcher.StartAsync(Cancel);
        return new(dispatcher, jobs, contexts, clock);
    }

    public string? LastQueue => jobs.All.LastOrDefault().Queue;

    /// <summary>The scopes and queues of all jobs so far.</summary>
    public IReadOnlyList<(AwsScope Scope, string Queue)> Made => [.. jobs.All];

    /// <summary>The next scope that a job is made of.</summary>
    public Task<AwsScope> NextAsync() => jobs.Made.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Soon, Cancel);

    /// <summary>Whether such a job was made that no test has taken yet.</summary>
    public bool HasMoreEnds => jobs.Ends.Reader.TryPeek(out _);

    /// <summary>The queue of the next job that ends what has come to its end.</summary>
    public Task<string> NextEndAsync() => jobs.Ends.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Soon, Cancel);

    /// <summary>Completes when a job could not be queued and the dispatcher waits before it begins anew.</summary>
    public async Task FailedAsync()
    {
        await jobs.Failed.Task.WaitAsync(Soon, Cancel);
        while (!clock.Waits)
        {
            await Task.Yield();
        }
    }

    /// <summary>Completes when the dispatcher has looked for due work that often.</summary>
    public async Task LooksAsync(int times)
    {
        for (var look = 0; look < times; look++)
        {
            await contexts.Looks.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Soon, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await dispatcher.StopAsync(CancellationToken.None);
        dispatcher.Dispose();
    }
}

internal sealed class CountingContexts(IDbContextFactory<PortalDbContext> inner) : IDbContextFactory<PortalDbContext>
{
    public Channel<bool> Looks { get; } = Channel.CreateUnbounded<bool>();

    public PortalDbContext CreateDbContext()
    {
        Looks.Writer.TryWrite(true);
        return inner.CreateDbContext();
    }
}

internal sealed class Recorder(int failures) : IBackgroundJobClient
{
    private int _failures = failures;

    public Channel<AwsScope> Made { get; } = Channel.CreateUnbounded<AwsScope>();

    public Channel<string> Ends { get; } = Channel.CreateUnbounded<string>();

    public System.Collections.Concurrent.ConcurrentQueue<(AwsScope Scope, string Queue)> All { get; } = new();

    public TaskCompletionSource Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Create(Job job, IState state)
    {
        if (_failures-- > 0)
        {
            Failed.SetResult();
            throw new BackgroundJobClientException("The queue is away.", new NpgsqlException());
        }

        if (job.Type == typeof(ExpiryJob))
        {
            Ends.Writer.TryWrite(((EnqueuedState)state).Queue);
            return "0";
        }

        var scope = new AwsScope((string)job.Args[0], (string)job.Args[1]);
        All.Enqueue((scope, ((EnqueuedState)state).Queue));
        Made.Writer.TryWrite(scope);
        return "1";
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => false;
}

/// <summary>A clock that knows whether somebody waits for it.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    public bool Waits { get; private set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waits = true;
        return timer;
    }
}
