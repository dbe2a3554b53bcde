using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>A claim kept alive: renewed while the work goes on, and measured by a clock that no one can set back.</summary>
internal sealed partial class Lease : IAsyncDisposable
{
    /// <summary>How often it is renewed; a third of its length.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _lost;
    private readonly TimeProvider _clock;
    private readonly Task _renewing;
    private readonly CancellationTokenSource _stop = new();
    private long _heldSince;

    private Lease(Claim claim, long heldSince, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        (Claim, _heldSince, _clock) = (claim, heldSince, clock);
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewing = RenewAsync(contexts, logger);
    }

    public Claim Claim { get; }

    /// <summary>Cancelled when the claim is lost, or the worker stops.</summary>
    public CancellationToken Token => _lost.Token;

    /// <summary>How long nobody else can claim the work, counted from before the claim was sent.</summary>
    public TimeSpan Remaining => WorkTable.Lease - _clock.GetElapsedTime(Interlocked.Read(ref _heldSince));

    /// <returns>None when the work is not due, or somebody else has it.</returns>
    public static async Task<Lease?> TakeAsync(
        IDbContextFactory<PortalDbContext> contexts, SubjectKind kind, Guid id, string worker, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        var before = clock.GetTimestamp();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            return await WorkTable.ClaimAsync(context, kind, id, worker, cancellationToken) is { } claim
                ? new Lease(claim, before, contexts, clock, logger, cancellationToken)
                : null;
        }
        catch (Exception locked) when (DatabaseFaults.Of(locked) == DatabaseFault.Busy)
        {
            // Whoever holds the row may be frozen: a worker is not to stand here until it is free.
            Log.Locked(logger, id);
            await WorkTable.HandBackAsync(context, kind, id, cancellationToken);
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(IDbContextFactory<PortalDbContext> contexts, ILogger logger)
    {
        using var timer = new PeriodicTimer(RenewEvery, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (!await TryRenewAsync(contexts, logger))
                {
                    await _lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private async Task<bool> TryRenewAsync(IDbContextFactory<PortalDbContext> contexts, ILogger logger)
    {
        var before = _clock.GetTimestamp();
        try
        {
            await using var context = await contexts.CreateDbContextAsync(_stop.Token);
            if (!await WorkTable.RenewAsync(context, Claim, _stop.Token))
            {
                return false;
            }

            Interlocked.Exchange(ref _heldSince, before);
            return true;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // What remains of the lease still counts; the next tick tries again.
            Log.RenewalFailed(logger, failed, Claim.Id);
            return Remaining > TimeSpan.Zero;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Information, "{Id} is locked by another session; it is taken up when it is free")]
        public static partial void Locked(ILogger logger, Guid id);

        [LoggerMessage(1, LogLevel.Warning, "The lease on {Id} could not be renewed")]
        public static partial void RenewalFailed(ILogger logger, Exception exception, Guid id);
    }
}

/// <summary>Another worker has the work now; what this one still wanted to do is not done.</summary>
internal sealed class LeaseLostException() : Exception("Another worker has taken over.");
