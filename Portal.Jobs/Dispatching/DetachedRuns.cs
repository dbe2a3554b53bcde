using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Domain.Provisioning;

namespace Portal.Jobs.Dispatching;

/// <summary>Runs that have given their worker back: they are awaited when the host stops, and there are only so many of them.</summary>
public sealed partial class DetachedRuns(ILogger<DetachedRuns> logger) : IHostedService, IDisposable
{
    /// <summary>Each holds little but a lease and a call to AWS; more than this would be a fault of something else.</summary>
    private const int Most = 200;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _runs = [];

    /// <summary>Cancelled when the host stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <returns>Whether the caller need not wait for it.</returns>
    public bool TryTake(AwsScope scope, Task run)
    {
        lock (_gate)
        {
            if (_runs.Count >= Most)
            {
                return false;
            }

            _runs.Add(run);
        }

        _ = ForgetAsync(scope, run);
        return true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        Task[] runs;
        lock (_gate)
        {
            runs = [.. _runs];
        }

        await Task.WhenAll(runs).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task ForgetAsync(AwsScope scope, Task run)
    {
        try
        {
            await run;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Nobody else waits for it. The rows say what is due, and the leases bring it back.
            Log.Failed(logger, failed, scope.AccountId, scope.Region);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        finally
        {
            lock (_gate)
            {
                _runs.Remove(run);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The work in {AccountId}, {Region} ended with a fault; what is due there is taken up again")]
        public static partial void Failed(ILogger logger, Exception exception, string accountId, string region);
    }
}
