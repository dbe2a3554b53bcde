using Microsoft.EntityFrameworkCore;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>One gate for all workers: what one of them has found not to answer, the others do not ask.</summary>
public sealed class SharedAwsGate(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) : IAwsGate, IDisposable
{
    /// <summary>How long what the others have found is not looked for again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private IReadOnlyDictionary<AwsScope, TimeSpan> _silent = new Dictionary<AwsScope, TimeSpan>();
    private long? _readAt;

    public async Task<TimeSpan?> ClosedForAsync(AwsScope scope, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        return _silent.TryGetValue(scope, out var remaining) && _readAt is { } at && remaining - clock.GetElapsedTime(at) is var left && left > TimeSpan.Zero ? left : null;
    }

    public async Task AnsweredAsync(AwsScope scope)
    {
        if (_silent.ContainsKey(scope))
        {
            await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
            await ScopeTable.OpenAsync(context, scope, CancellationToken.None);
            _readAt = null;
        }
    }

    public async Task DidNotAnswerAsync(AwsScope scope)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await ScopeTable.CloseAsync(context, scope, CancellationToken.None);
        _readAt = null;
    }

    public void Dispose() => _one.Dispose();

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (IsFresh)
        {
            return;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh)
            {
                await using var context = await contexts.CreateDbContextAsync(cancellationToken);
                _silent = await ScopeTable.SilentAsync(context, cancellationToken);
                _readAt = clock.GetTimestamp();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private bool IsFresh => _readAt is { } at && clock.GetElapsedTime(at) < Fresh;
}
