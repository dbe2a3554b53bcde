using Portal.Jobs.Reconciling;

namespace Portal.Jobs.Dispatching;

/// <summary>Hangfire's job for one account in one region: a nudge that carries a scope, and nothing else.</summary>
/// <remarks>A run that AWS keeps waiting gives its worker back and goes on beside the queue: accounts that hang use up no workers.</remarks>
public sealed class ReconcileJob(ScopeReconciler reconciler, DetachedRuns detached, TimeProvider clock)
{
    /// <summary>How long a run keeps its worker; most are over by then.</summary>
    public static readonly TimeSpan DetachAfter = TimeSpan.FromSeconds(3);

    public async Task RunAsync(string accountId, string region, CancellationToken cancellationToken)
    {
        var run = reconciler.RunAsync(accountId, region, detached.Stopping);
        using var detaching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(run, Task.Delay(DetachAfter, clock, detaching.Token));
        await detaching.CancelAsync();
        if (first == run || !detached.TryTake(new(accountId, region), run))
        {
            await run;
        }
    }
}
