using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.PrivateDns;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Dns;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>
/// Looks for proofs of private DNS names in public DNS, beside the reconciler's rounds: name servers that hang keep nobody's work waiting. What was found is
/// taken up by the service's next observation, which is due at once when it is news.
/// </summary>
internal sealed partial class ProofWatch(
    ProofSearch search, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, ILogger<ProofWatch> logger) : IAsyncDisposable
{
    private const int MostAtOnce = 8;

    /// <summary>What is looked for more often tells nothing new: public DNS is slow.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private static readonly StepKey Verify = VerifyPrivateDnsStep.Definition.Key();

    private readonly ConcurrentDictionary<Guid, Watched> _watched = new();
    private readonly SemaphoreSlim _places = new(MostAtOnce);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>How far the proof has come; begins to look for it when that is due.</summary>
    /// <returns>None while there is nothing to prove.</returns>
    public PrivateDnsProgress? ProgressOf(EndpointServiceItem item, Observed<ObservedServiceConfiguration> configuration, DateTimeOffset now)
    {
        var (id, asked) = (item.Claim.Id, item.History.LastSucceeded(Verify)?.ResolvedAt);
        var before = item.Newest?.PrivateDns?.Lookup;
        if (configuration.Value is not { State: ServiceConfigurationState.Available, IsNameUnproven: true, ProofRecord: { } record })
        {
            _watched.TryRemove(id, out _);
            // Of a service that AWS does not show at the moment what was known stays; of one that is proven nothing more is to be said.
            return configuration.Value is null && item.Newest?.PrivateDns is { } known ? known : null;
        }

        var newest = Newest(before, _watched.GetValueOrDefault(id)?.Found, record);
        if (newest is null || now - newest.At >= Interval || item.Service.VerificationAskedAt > newest.At)
        {
            Begin(id, record, newest, now);
        }

        return new(newest, asked);
    }

    /// <summary>Completes when nothing is being looked for any more.</summary>
    public async Task IdleAsync()
    {
        while (_watched.Values.Select(watched => watched.Running).Where(running => !running.IsCompleted).ToList() is { Count: > 0 } running)
        {
            await Task.WhenAll(running);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await IdleAsync();
        _places.Dispose();
        _stopping.Dispose();
    }

    private static ProofLookup? Newest(ProofLookup? stored, ProofLookup? found, ProofRecord record) =>
        new[] { stored, found }.OfType<ProofLookup>().Where(lookup => lookup.IsOf(record)).MaxBy(lookup => lookup.At);

    private void Begin(Guid id, ProofRecord record, ProofLookup? before, DateTimeOffset now)
    {
        var watched = _watched.GetOrAdd(id, _ => new());
        lock (watched)
        {
            if (watched.Running.IsCompleted && !_stopping.IsCancellationRequested)
            {
                watched.Running = Task.Run(() => LookAsync(id, watched, record, before, now), CancellationToken.None);
            }
            else
            {
                watched.IsWantedAgain = true;
            }
        }
    }

    private async Task LookAsync(Guid id, Watched watched, ProofRecord record, ProofLookup? before, DateTimeOffset now)
    {
        try
        {
            await _places.WaitAsync(_stopping.Token);
            try
            {
                // By the database's clock, like everything that is compared with calls.
                var begun = clock.GetTimestamp();
                var found = await search.LookAsync(record, _stopping.Token);
                found = (found with { At = now + clock.GetElapsedTime(begun) }).After(before);
                var isWantedAgain = watched.IsWantedAgain;
                (watched.Found, watched.IsWantedAgain) = (found, false);
                if (isWantedAgain || !found.SaysTheSame(before))
                {
                    await WakeAsync(id);
                }
            }
            finally
            {
                _places.Release();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The process stops; another one looks.
        }
        catch (Exception failed)
        {
            // It is looked for again at the next observation.
            Log.Failed(logger, failed, id);
        }
    }

    private async Task WakeAsync(Guid id)
    {
        await using var context = await contexts.CreateDbContextAsync(_stopping.Token);
        await using var transaction = await context.Database.BeginTransactionAsync(_stopping.Token);
        await WorkTable.WakeAsync(context, new Wake(SubjectKind.Service, id), _stopping.Token);
        await transaction.CommitAsync(_stopping.Token);
    }

    private sealed class Watched
    {
        public ProofLookup? Found { get; set; }

        public Task Running { get; set; } = Task.CompletedTask;

        /// <summary>Whether a person has asked since the present look-up began.</summary>
        public bool IsWantedAgain { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Id}: public DNS could not be asked for the proof of its private DNS name")]
        public static partial void Failed(ILogger logger, Exception failed, Guid id);
    }
}
