using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Keeps what people's forms and pages read of AWS within a pace of its own, so that however many are checked at once, the work goes on.</summary>
/// <remarks>A click waits a moment for its turn; when the line is longer, the person is told instead.</remarks>
public sealed class FormReads(RequestBudget budget, TimeProvider clock)
{
    /// <summary>Under which name a rate for them can be set.</summary>
    public const string Action = "forms:Read";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <exception cref="AwsCallException">Too many are being checked there at once; nothing was asked.</exception>
    public async Task TakeTurnAsync(AwsScope scope, CancellationToken cancellationToken)
    {
        var (who, until) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow() + Patience);
        while (budget.Take(scope, Action, who) is { } turn)
        {
            if (clock.GetUtcNow() + turn > until)
            {
                budget.Leave(scope, Action, who);
                throw new AwsCallException(TooMany(scope, turn));
            }

            try
            {
                await Task.Delay(turn, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Whoever closes the page makes nobody behind them wait.
                budget.Leave(scope, Action, who);
                throw;
            }
        }
    }

    private static AwsFailure TooMany(AwsScope scope, TimeSpan turn) => new(
        null, $"The read of account {scope} waits for its turn.", RetryClass.Throttled,
        $"Too many forms are being checked against account {scope.AccountId} in {scope.Region} at once", Party.Portal,
        $"Try again in {Math.Ceiling(turn.TotalSeconds):0} s; nothing was changed", OutcomeKnown: true, RetryAfter: turn);
}
