using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>A worker that stops at a boundary of one step: it neither goes on, nor renews its lease, nor says goodbye.</summary>
internal sealed class Death(PortalWorld world, PortalWorker worker, SubjectKind kind, Guid id) : IAsyncDisposable
{
    private readonly List<SandboxHold> _holds = [];
    private Task _run = Task.CompletedTask;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Runs the worker up to the boundary of the first call of that action.</summary>
    /// <param name="look">The reading action that the worker does next after the reply.</param>
    public static async Task<Death> AtAsync(PortalWorld world, SubjectKind kind, Guid id, Boundary boundary, string action, string look)
    {
        var death = new Death(world, world.AddWorker("dying"), kind, id);
        var call = await world.Aws.HoldAsync(action, boundary == Boundary.BeforeTheCall ? HoldWhen.Before : HoldWhen.After, Cancel);
        await death.StartAsync();
        await death.CaughtAsync(call);
        if (boundary is Boundary.BeforeTheCall or Boundary.AfterTheCall)
        {
            death._holds.Add(call);
        }
        else if (boundary == Boundary.AfterTheReply)
        {
            await death.CutBeforeCommitAsync(call);
        }
        else
        {
            death._holds.Add(await world.Aws.HoldAsync(look, HoldWhen.Before, Cancel));
            await call.ReleaseAsync(Cancel);
            await death.CaughtAsync(death._holds[0]);
        }

        return death;
    }

    /// <summary>The dead worker's calls and replies arrive after all, and it goes on as if nothing had happened.</summary>
    public async Task WakeAsync()
    {
        foreach (var hold in _holds)
        {
            await hold.ReleaseAsync(Cancel);
        }

        _holds.Clear();
        await _run.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hold in _holds)
        {
            await hold.ReleaseAsync(CancellationToken.None);
        }

        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task StartAsync()
    {
        _run = worker.RunAsync(kind, id, Cancel);
        return Task.CompletedTask;
    }

    private async Task CaughtAsync(SandboxHold hold)
    {
        var caught = hold.CaughtAsync(Cancel);
        if (await Task.WhenAny(caught, _run) == _run)
        {
            await _run;
            throw new InvalidOperationException("The run came to its end without the call.");
        }

        await caught;
    }

    /// <summary>A lock that the test holds keeps the reply from being written; then the session that waits for it is cut.</summary>
    private async Task CutBeforeCommitAsync(SandboxHold call)
    {
        await using (var blocker = world.Open())
        await using (await blocker.Database.BeginTransactionAsync(Cancel))
        {
            await blocker.Operations.FromSql($"select * from operation where aggregate_id = {id} for update").ToListAsync(Cancel);
            await call.ReleaseAsync(Cancel);
            await DatabaseSessions.WaitForLockAsync(world, "dying", Cancel);
            await DatabaseSessions.CutAsync(world, "dying", Cancel);
            // It cannot write, so it does nothing more and keeps its lease.
            await _run.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        }

        _run = Task.CompletedTask;
    }
}
