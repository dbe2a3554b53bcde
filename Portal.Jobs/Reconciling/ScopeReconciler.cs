using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>
/// Works on one account in one region: takes what is due there, observes all of it together, plans each, acts, and observes again what it touched.
/// </summary>
/// <remarks>
/// In rounds. What becomes due meanwhile joins the next one, people's clicks first, and who is done leaves; so nobody waits for the slowest for longer than
/// a round. Each aggregate has its own lease: what one of them meets stops no other. Never waits.
/// </remarks>
public sealed partial class ScopeReconciler
{
    /// <summary>How long a job takes more; what is due then is for the next one, so that every scope has its turn.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    /// <summary>How many aggregates are observed together.</summary>
    private const int MostItems = 200;

    /// <summary>How many of them act at once.</summary>
    private const int MostActing = 16;

    /// <summary>How many steps of one aggregate are sent in a round: what joins the next one is not to wait for a publication with fifty listeners.</summary>
    private const int MostStepsARound = 16;

    /// <summary>A run that has not come to rest after so many rounds goes on in another one.</summary>
    private const int MostRounds = 30;

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly Dictionary<SubjectKind, IReconciler> _reconcilers;
    private readonly EndpointServiceGateway _services;
    private readonly OperationLog _log;
    private readonly StepSender _sender;
    private readonly RunConclusion _conclusion;
    private readonly WorkerName _worker;
    private readonly TimeProvider _clock;
    private readonly ILogger<ScopeReconciler> _logger;

    internal ScopeReconciler(
        IDbContextFactory<PortalDbContext> contexts, IEnumerable<IReconciler> reconcilers, EndpointServiceGateway services, OperationLog log, StepSender sender,
        RunConclusion conclusion, WorkerName worker, TimeProvider clock, ILogger<ScopeReconciler> logger)
    {
        (_contexts, _services, _log, _sender, _conclusion, _worker, _clock, _logger) = (contexts, services, log, sender, conclusion, worker, clock, logger);
        _reconcilers = reconcilers.ToDictionary(reconciler => reconciler.Kind);
    }

    public async Task RunAsync(string accountId, string region, CancellationToken cancellationToken)
    {
        using var logScope = Log.Scope(_logger, accountId, region);
        var begun = _clock.GetTimestamp();
        await using var leases = await WorkLeases.TakeAsync(_contexts, new(accountId, region), _worker.Text, _clock, _logger, cancellationToken);
        if (leases is null)
        {
            return;
        }

        var running = new RunningItems(leases);
        try
        {
            while (true)
            {
                if (_clock.GetElapsedTime(begun) < LongestRun)
                {
                    await TakeAsync(leases, running);
                }
                else
                {
                    // What is due by now is not to wait for those that go on and on: they do so in the next job.
                    running.All.ToList().ForEach(item => item.IsInLastRound = true);
                }

                if (running.Count == 0)
                {
                    return;
                }

                await RoundAsync(leases, running);
                running.ForgetEnded();
            }
        }
        catch (OperationCanceledException) when (leases.Token.IsCancellationRequested)
        {
            // Stopping, or another job has the scope: the work is due again when its leases end.
        }
    }

    private async Task TakeAsync(WorkLeases leases, RunningItems running)
    {
        var cancellationToken = leases.Token;
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var taken = await leases.ClaimDueAsync(context, MostItems - running.Count, cancellationToken);
        if (taken.Count == 0)
        {
            return;
        }

        running.ForgetTakenAnew(taken);
        var ids = taken.Select(lease => lease.Claim.Id).ToList();
        var rows = (await context.Work.AsNoTracking().Where(work => ids.Contains(work.Id)).ToListAsync(cancellationToken))
            .ToDictionary(work => (work.Kind, work.Id));
        List<WorkItem> items = [];
        foreach (var lease in taken)
        {
            var item = _reconcilers[lease.Claim.Kind].Begin(lease.Claim, rows[(lease.Claim.Kind, lease.Claim.Id)]);
            running.Add(item, lease);
            items.Add(item);
        }

        await LoadAsync(context, items, cancellationToken);
    }

    private async Task LoadAsync(PortalDbContext context, IReadOnlyCollection<WorkItem> items, CancellationToken cancellationToken)
    {
        foreach (var kind in items.GroupBy(item => item.Claim.Kind))
        {
            await _reconcilers[kind.Key].LoadAsync(context, [.. kind], cancellationToken);
        }
    }

    private async Task RoundAsync(WorkLeases leases, RunningItems running)
    {
        var cancellationToken = leases.Token;
        var now = await RefreshAsync(running.All, cancellationToken);
        await ObserveAsync(running.Active, now, cancellationToken);
        await Parallel.ForEachAsync(running.Active, new ParallelOptions { MaxDegreeOfParallelism = MostActing }, async (item, _) =>
            await GuardAsync(item, running.LeaseOf(item), () => ActAsync(item, running.LeaseOf(item))));
        await ConcludeAsync(leases.Scope.Scope, running, cancellationToken);
    }

    /// <summary>Reads again what somebody has woken, and what was written of calls.</summary>
    /// <returns>The database's clock.</returns>
    private async Task<DateTimeOffset> RefreshAsync(IReadOnlyList<WorkItem> items, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var (wakes, now) = await WorkTable.WakesAsync(context, [.. items.Select(item => item.Claim)], cancellationToken);
        List<WorkItem> stale = [];
        foreach (var item in items.Where(item => item.End is null))
        {
            var woken = wakes.GetValueOrDefault(item.Claim.Id, item.Claim.Wakes);
            if (woken != item.Claim.Wakes)
            {
                // Something else is wanted by now, or something that it waited for has come.
                item.Claim = item.Claim with { Wakes = woken };
                item.TouchAll();
                stale.Add(item);
            }
            else if (item.HasSent)
            {
                stale.Add(item);
            }

            item.HasSent = false;
        }

        await LoadAsync(context, stale, cancellationToken);
        return now;
    }

    private async Task ObserveAsync(IReadOnlyList<WorkItem> items, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reads = new RoundReads(_services, cancellationToken);
        foreach (var kind in items.GroupBy(item => item.Claim.Kind))
        {
            List<WorkItem> some = [.. kind];
            // What an earlier round saw is old by now: should this one fail, nothing is concluded from it.
            some.ForEach(item => item.Context = null);
            try
            {
                await _reconcilers[kind.Key].ObserveAsync(some, reads, now, cancellationToken);
                some.Where(item => item.End is null).ToList().ForEach(item => item.Observed());
            }
            catch (Exception unforeseen) when (Unforeseen.Is(unforeseen))
            {
                some.ForEach(item => item.Failed(unforeseen));
            }

            foreach (var item in some.Where(item => item.Fault is not null))
            {
                Log.Unforeseen(_logger, item.Fault!, item.Claim.Id);
            }
        }
    }

    /// <summary>Plans one aggregate, closes what the observation has cleared up, and sends what is ready.</summary>
    private async Task ActAsync(WorkItem item, ItemLease lease)
    {
        item.Rounds++;
        var context = item.Context = _reconcilers[item.Claim.Kind].Plan(item);
        if (context.Resolutions is { Count: > 0 } resolutions)
        {
            await _log.ResolveAsync(item.Claim, context, resolutions, lease.Token);
            // What is known of objects depends on what is known of the calls that made them.
            item.HasSent = true;
            item.TouchAll();
            return;
        }

        item.IsInLastRound |= item.Rounds >= MostRounds;
        var ready = item.IsInLastRound ? [] : context.ReadySteps(item.Tried);
        foreach (var step in ready.Take(MostStepsARound))
        {
            item.HasSent = true;
            var result = await _sender.SendAsync(item.Claim, lease, context, step);
            if (result.Outcome == SendOutcome.Woken)
            {
                return;
            }

            item.Tried.Add(step.Key);
            item.Touch(step.Key);
            if (result.Failure is { } failure)
            {
                item.Refused(failure);
                if (item.End is not null)
                {
                    return;
                }
            }
        }

        if (ready.Count == 0)
        {
            Rest(item, context);
        }
    }

    /// <summary>Everything is observed once before an aggregate comes to rest; what AWS is at work on is looked at soon anyway.</summary>
    private static void Rest(WorkItem item, ReconcileContext context)
    {
        if (item.IsWhole || item.IsInLastRound || context.WaitingFor is { Who: Party.Aws })
        {
            item.End = RunEnd.Concluded;
        }
        else
        {
            item.TouchAll();
        }
    }

    /// <summary>
    /// What nobody foresaw is told to people and tried again later, like a passing fault of AWS. A database that fails is not: the lease brings the work back.
    /// </summary>
    private async Task GuardAsync(WorkItem item, ItemLease lease, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(_logger, item.Claim.Id);
            item.End = RunEnd.Lost;
        }
        catch (OperationCanceledException) when (lease.Token.IsCancellationRequested)
        {
            item.End = RunEnd.Lost;
        }
        catch (Exception failed) when (DatabaseFaults.Of(failed) != DatabaseFault.None || failed is DbUpdateException or DbException)
        {
            Log.Abandoned(_logger, failed, item.Claim.Id);
            item.End = RunEnd.Lost;
        }
        catch (Exception unforeseen) when (Unforeseen.Is(unforeseen))
        {
            Log.Unforeseen(_logger, unforeseen, item.Claim.Id);
            item.Failed(unforeseen);
        }
    }

    private async Task ConcludeAsync(AwsScope scope, RunningItems running, CancellationToken cancellationToken)
    {
        var resyncs = _conclusion.ResyncOf(scope);
        var loud = await _conclusion.ReleaseQuietAsync(resyncs, running.Ended, cancellationToken);
        await Parallel.ForEachAsync(loud, new ParallelOptions { MaxDegreeOfParallelism = MostActing }, async (item, _) =>
            await GuardAsync(item, running.LeaseOf(item), () => _conclusion.ReleaseAsync(resyncs, item, running.LeaseOf(item).Token)));
    }

    private static partial class Log
    {
        private static readonly Func<ILogger, string, string, IDisposable?> WorkScope = LoggerMessage.DefineScope<string, string>("{AccountId} {Region}");

        public static IDisposable? Scope(ILogger logger, string accountId, string region) => WorkScope(logger, accountId, region);

        [LoggerMessage(1, LogLevel.Information, "Another worker has taken over {Id}")]
        public static partial void LeaseLost(ILogger logger, Guid id);

        [LoggerMessage(2, LogLevel.Error, "{Id} could not be looked after")]
        public static partial void Unforeseen(ILogger logger, Exception exception, Guid id);

        [LoggerMessage(3, LogLevel.Warning, "{Id} is left until its lease ends, because the database failed")]
        public static partial void Abandoned(ILogger logger, Exception exception, Guid id);
    }
}
