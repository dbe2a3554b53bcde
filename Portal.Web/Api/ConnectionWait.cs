using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;

namespace Portal.Web.Api;

/// <summary>Reads a connection, if asked to only when it has come as far as the caller waits for.</summary>
internal sealed class ConnectionWait(ConnectionQueries connections, ChangeFeed feed, TimeProvider clock)
{
    public const int MostSeconds = 60;

    // Should an announcement be lost, the caller is late by this much.
    private static readonly TimeSpan CheckAgainAfter = TimeSpan.FromSeconds(5);

    /// <param name="stage">What to wait for; none answers at once.</param>
    /// <param name="timeoutSeconds">0 to 60; the connection is answered as it is then.</param>
    public async Task<ConnectionView> ReadAsync(Actor actor, Guid id, ConnectionStage? stage, int? timeoutSeconds, CancellationToken cancellationToken)
    {
        if (timeoutSeconds is < 0 or > MostSeconds)
        {
            throw new InvalidInputException([new("timeout", $"Wait 0 to {MostSeconds} seconds, and ask again.")]);
        }

        using var subscription = feed.Subscribe(ChangeTags.Of(SubjectKind.Connection, id));
        var view = await connections.GetAsync(actor, id, cancellationToken);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(stage is null ? 0 : timeoutSeconds ?? 30), clock);
        while (!HasCome(view, stage) && !timeout.IsCancellationRequested)
        {
            await WaitAsync(subscription, timeout.Token, cancellationToken);
            view = await connections.GetAsync(actor, id, cancellationToken);
        }

        return view;
    }

    /// <summary>What will not change by itself is answered at once, too.</summary>
    private static bool HasCome(ConnectionView view, ConnectionStage? stage) =>
        stage is null || view.Stage == stage || ConnectionLifecycle.IsFinal(view.Stage) || view.Blocked is not null;

    private async Task WaitAsync(Subscription subscription, CancellationToken timeout, CancellationToken cancellationToken)
    {
        using var again = new CancellationTokenSource(CheckAgainAfter, clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(timeout, again.Token, cancellationToken);
        try
        {
            await subscription.WaitAsync(any.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look, changed or not.
        }
    }
}
