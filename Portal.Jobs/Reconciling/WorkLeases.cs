using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>What one job holds, a scope and aggregates of it, kept alive while it works and measured by a clock that no one can set back.</summary>
internal sealed partial class WorkLeases : IAsyncDisposable
{
    /// <summary>How often they are renewed; a third of their length.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly string _worker;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource _scopeLost;
    private readonly CancellationTokenSource _done = new();
    private readonly ConcurrentDictionary<Guid, ItemLease> _items = new();
    private readonly Task _renewing;

    private WorkLeases(
        ScopeClaim scope, IDbContextFactory<PortalDbContext> contexts, string worker, TimeProvider clock, ILogger logger, CancellationToken stopping)
    {
        (Scope, _contexts, _worker, _clock, _logger, _stopping) = (scope, contexts, worker, clock, logger, stopping);
        _scopeLost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Token = _scopeLost.Token;
        _renewing = RenewAsync();
    }

    public ScopeClaim Scope { get; }

    /// <summary>Cancelled when another job may have the scope by now, or the worker stops: then nothing more is taken from it or asked.</summary>
    public CancellationToken Token { get; }

    /// <returns>None when another job is at the scope.</returns>
    public static async Task<WorkLeases?> TakeAsync(
        IDbContextFactory<PortalDbContext> contexts, AwsScope scope, string worker, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ScopeTable.ClaimAsync(context, scope, worker, cancellationToken) is { } claim
            ? new(claim, contexts, worker, clock, logger, cancellationToken)
            : null;
    }

    /// <summary>Takes what is due in the scope and free.</summary>
    public async Task<IReadOnlyList<ItemLease>> ClaimDueAsync(PortalDbContext context, int most, CancellationToken cancellationToken)
    {
        var before = _clock.GetTimestamp();
        var claims = await WorkTable.ClaimDueAsync(context, Scope.Scope, _worker, most, cancellationToken);
        List<ItemLease> leases = [.. claims.Select(claim => new ItemLease(claim, before, _clock, _stopping))];
        foreach (var lease in leases)
        {
            _items[lease.Claim.Id] = lease;
        }

        return leases;
    }

    /// <summary>Renews it no longer.</summary>
    public void Forget(ItemLease lease)
    {
        _items.TryRemove(KeyValuePair.Create(lease.Claim.Id, lease));
        lease.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _renewing;
        foreach (var lease in _items.Values)
        {
            lease.Dispose();
        }

        _done.Dispose();
        _scopeLost.Dispose();
        await ReleaseScopeAsync();
    }

    /// <summary>A worker that stops lets go of the scope at once; one that cannot is replaced when its lease ends.</summary>
    private async Task ReleaseScopeAsync()
    {
        try
        {
            await using var context = await _contexts.CreateDbContextAsync(CancellationToken.None);
            await ScopeTable.ReleaseAsync(context, Scope, CancellationToken.None);
        }
        catch (Exception failed) when (DatabaseFaults.Of(failed) != DatabaseFault.None)
        {
            Log.NotReleased(_logger, failed, Scope.Scope.AccountId, Scope.Scope.Region);
        }
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(RenewEvery, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_done.Token))
            {
                await TryRenewAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private async Task TryRenewAsync()
    {
        var before = _clock.GetTimestamp();
        List<ItemLease> leases = [.. _items.Values];
        try
        {
            await using var context = await _contexts.CreateDbContextAsync(_done.Token);
            if (!await ScopeTable.RenewAsync(context, Scope, _done.Token))
            {
                await _scopeLost.CancelAsync();
            }

            var held = leases.Count == 0 ? new HashSet<Guid>() : await WorkTable.RenewAsync(context, [.. leases.Select(lease => lease.Claim)], _done.Token);
            foreach (var lease in leases)
            {
                lease.Renewed(held.Contains(lease.Claim.Id) ? before : null);
            }
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // What remains of the leases still counts; the next tick tries again.
            Log.RenewalFailed(_logger, failed, Scope.Scope.AccountId, Scope.Scope.Region);
            leases.ForEach(lease => lease.EndIfOver());
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The leases in {AccountId}, {Region} could not be renewed")]
        public static partial void RenewalFailed(ILogger logger, Exception exception, string accountId, string region);

        [LoggerMessage(2, LogLevel.Warning, "{AccountId}, {Region} could not be given back; it is free when its lease ends")]
        public static partial void NotReleased(ILogger logger, Exception exception, string accountId, string region);
    }
}
