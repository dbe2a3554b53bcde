using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Recovery;

/// <summary>Whether the portal may change anything in AWS.</summary>
public sealed class RecoveryGate(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : IDisposable
{
    // Closing is noticed by a host within a minute, opening at once.
    private static readonly TimeSpan OpenIsKnown = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ClosedIsKnown = TimeSpan.FromSeconds(1);

    // One after the other: an answer from before a change must not come in the place of one from after it.
    private readonly SemaphoreSlim _turn = new(1);
    private volatile Answer? _last;

    /// <returns>None where it may.</returns>
    public async Task<RecoveryState?> AskAsync(CancellationToken cancellationToken)
    {
        if (_last is { } last && clock.GetElapsedTime(last.AskedAt) < (last.State is null ? OpenIsKnown : ClosedIsKnown))
        {
            return last.State;
        }

        return await AskAnewAsync(cancellationToken);
    }

    /// <inheritdoc cref="AskAsync"/>
    public async Task<RecoveryState?> AskAnewAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var state = await ReadAsync(cancellationToken);
            _last = new(state, clock.GetTimestamp());
            return state;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<RecoveryState?> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Recoveries.Where(recovery => recovery.EndedAt == null)
            .Select(recovery => new RecoveryState(recovery.BeganAt, recovery.Cause)).SingleOrDefaultAsync(cancellationToken);
    }

    private sealed record Answer(RecoveryState? State, long AskedAt);
}
