using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Portal.Jobs.Dispatching;

/// <summary>
/// How long Hangfire keeps what is over. What a job did stands in the portal's own rows: of one that succeeded nothing is to be learned here.
/// </summary>
internal sealed class HistoryLife : JobFilterAttribute, IApplyStateFilter
{
    public static readonly TimeSpan OfSuccess = TimeSpan.FromMinutes(5);

    /// <summary>Long enough for somebody who comes back from a long weekend to look at it.</summary>
    public static readonly TimeSpan OfFailure = TimeSpan.FromDays(7);

    public static readonly TimeSpan ClearedEvery = TimeSpan.FromMinutes(4);

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = context.NewState switch
    {
        SucceededState => OfSuccess,
        // What failed ends as deleted, with its exception: retries are off.
        DeletedState => OfFailure,
        _ => context.JobExpirationTimeout,
    };

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        // Nothing was kept that would have to be taken back.
    }
}
