using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>One gate for all workers: what one of them has found not to answer, the others do not ask.</summary>
/// <remarks>It only saves time. While the database does not answer, what was known last holds, and no call to AWS fails or is lost by it.</remarks>
public sealed partial class SharedAwsGate(
    IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, ILogger<SharedAwsGate> logger) : IAwsGate, IDisposable
{
    /// <summary>How long what the others have found is not looked for again.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Reading? _reading;

    public async Task<TimeSpan?> ClosedForAsync(AwsScope scope, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        return _reading is { } reading && reading.Silent.TryGetValue(scope, out var remaining) && remaining - clock.GetElapsedTime(reading.At) is var left
            && left > TimeSpan.Zero
            ? left
            : null;
    }

    public Task AnsweredAsync(AwsScope scope) => _reading?.Silent.ContainsKey(scope) == true
        ? TellAsync(scope, context => ScopeTable.OpenAsync(context, scope, CancellationToken.None))
        : Task.CompletedTask;

    public Task DidNotAnswerAsync(AwsScope scope) => TellAsync(scope, context => ScopeTable.CloseAsync(context, scope, CancellationToken.None));

    public void Dispose() => _one.Dispose();

    private async Task TellAsync(AwsScope scope, Func<PortalDbContext, Task> tell)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
            await tell(context);
            _reading = null;
        }
        catch (Exception failed) when (DatabaseFaults.Of(failed) != DatabaseFault.None)
        {
            Log.NotTold(logger, failed, scope.AccountId, scope.Region);
        }
    }

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
                _reading = new(await ScopeTable.SilentAsync(context, cancellationToken), clock.GetTimestamp());
            }
        }
        catch (Exception failed) when (DatabaseFaults.Of(failed) != DatabaseFault.None)
        {
            Log.NotRead(logger, failed);
        }
        finally
        {
            _one.Release();
        }
    }

    private bool IsFresh => _reading is { } reading && clock.GetElapsedTime(reading.At) < Fresh;

    /// <summary>Where AWS did not answer, as it was known at a moment.</summary>
    private sealed record Reading(IReadOnlyDictionary<AwsScope, TimeSpan> Silent, long At);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Whether AWS answers in {AccountId}, {Region} could not be told to the other workers")]
        public static partial void NotTold(ILogger logger, Exception exception, string accountId, string region);

        [LoggerMessage(2, LogLevel.Warning, "Where AWS did not answer could not be read; what was known last holds")]
        public static partial void NotRead(ILogger logger, Exception exception);
    }
}
