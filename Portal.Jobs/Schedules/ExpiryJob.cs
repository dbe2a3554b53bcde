using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;

namespace Portal.Jobs.Schedules;

/// <summary>
/// Ends what was to end by now: connections with an end, requests and changes that nobody decided, and services whose notice is over. What this version cannot
/// read all of is left to the newer one.
/// </summary>
/// <remarks>
/// Each is ended by itself: one that cannot be ended now, because somebody holds it or it is broken, keeps no other waiting and is tried again at the next
/// round.
/// </remarks>
public sealed partial class ExpiryJob(
    IDbContextFactory<PortalDbContext> contexts, CommandRunner runner, ScheduleLock schedules, TimeProvider clock, ILogger<ExpiryJob> logger)
{
    private const string Undecided = "Nobody decided on it in time";

    private static readonly Actor Expiry = Actor.System("expiry");
    private static readonly ConnectionStage[] Deletable =
        [.. Enum.GetValues<ConnectionStage>().Where(stage => ConnectionLifecycle.Allows(stage, ConnectionAction.Delete))];

    private static readonly ConnectionStage[] Open =
        [.. Deletable, ConnectionStage.AwaitingApproval, ConnectionStage.ChangesRequested, ConnectionStage.Scheduled];

    public Task RunAsync(CancellationToken cancellationToken) => schedules.RunAloneAsync("expiry", () => EndAllAsync(cancellationToken), cancellationToken);

    private async Task EndAllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var connections = await context.Connections.Where(connection => connection.EndsAt <= now && Deletable.Contains(connection.Stage))
            .Select(connection => connection.Id).ToListAsync(cancellationToken);
        await EachAsync(connections, id => EndConnectionAsync(id, cancellationToken), cancellationToken);

        var cutOff = await context.Connections.Where(connection => connection.RestorableUntil <= now && connection.Stage == ConnectionStage.CutOff)
            .Select(connection => connection.Id).ToListAsync(cancellationToken);
        await EachAsync(cutOff, id => EndCutOffAsync(id, cancellationToken), cancellationToken);

        var oldest = now - ApprovalPolicy.DecisionTimeout;
        var requests = await context.Connections
            .Where(connection => (connection.Stage == ConnectionStage.AwaitingApproval || connection.Stage == ConnectionStage.ChangesRequested)
                && (connection.StageSince <= oldest || connection.EndsAt <= now))
            .Select(connection => connection.Id).ToListAsync(cancellationToken);
        await EachAsync(requests, id => ExpireRequestAsync(id, cancellationToken), cancellationToken);

        await DropUndecidedAsync(context, oldest, cancellationToken);

        var services = await context.EndpointServices.Where(service => service.WithdrawAt <= now && service.Stage == EndpointServiceStage.Draining)
            .Select(service => service.Id).ToListAsync(cancellationToken);
        await EachAsync(services, id => EndServiceAsync(id, cancellationToken), cancellationToken);

        // A request that was committed while its provider withdrew the service was not among those that were denied.
        var draining = await context.EndpointServices
            .Where(service => service.Stage == EndpointServiceStage.Draining
                && context.Connections.Any(connection => connection.ServiceId == service.Id && connection.Stage == ConnectionStage.AwaitingApproval))
            .Select(service => service.Id).ToListAsync(cancellationToken);
        await EachAsync(draining, id => DenyPendingAsync(id, cancellationToken), cancellationToken);

        // A request or an approval may have crossed the withdrawal: what came of it ends with the service.
        var withdrawn = await context.EndpointServices
            .Where(service => (service.Stage == EndpointServiceStage.Withdrawing || service.Stage == EndpointServiceStage.Withdrawn)
                && context.Connections.Any(connection => connection.ServiceId == service.Id && Open.Contains(connection.Stage)))
            .Select(service => service.Id).ToListAsync(cancellationToken);
        await EachAsync(withdrawn, id => DisconnectAsync(id, cancellationToken), cancellationToken);
    }

    /// <summary>Changes of what lives, and other ends, on which nobody has decided: what lives stays as it is.</summary>
    private async Task DropUndecidedAsync(PortalDbContext context, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        var undecided = await context.Reviews
            .Where(review => review.State == ReviewState.Open && review.CreatedAt <= oldest
                && (review.Purpose == ReviewPurpose.Change || review.Purpose == ReviewPurpose.Extend || review.Purpose == ReviewPurpose.ChangeService))
            .Select(review => new { review.SubjectId, OfService = review.Purpose == ReviewPurpose.ChangeService }).ToListAsync(cancellationToken);
        foreach (var (ofService, drop) in new[] { (false, (Func<Guid, Task>)DropOfConnection), (true, DropOfService) })
        {
            await EachAsync(undecided.Where(one => one.OfService == ofService).Select(one => one.SubjectId), drop, cancellationToken);
        }

        Task DropOfConnection(Guid id) => DropOfConnectionAsync(id, cancellationToken);

        Task DropOfService(Guid id) => DropOfServiceAsync(id, cancellationToken);
    }

    private async Task EachAsync(IEnumerable<Guid> ids, Func<Guid, Task> end, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            try
            {
                await end(id);
            }
            catch (Exception failed) when (!(failed is OperationCanceledException && cancellationToken.IsCancellationRequested)
                && failed is not DatabaseAwayException)
            {
                Log.NotEnded(logger, failed, id);
            }
        }
    }

    private Task<Receipt> EndConnectionAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var connection = await context.Connections.SingleAsync(connection => connection.Id == id, cancellationToken);
        if (connection.Unreadable() is null && connection.EndsAt <= changes.Now && ConnectionLifecycle.Allows(connection.Stage, ConnectionAction.Delete))
        {
            connection.Delete("Its end has come", changes.Now);
            await ReviewRounds.CloseAsync(context, changes, connection, cancellationToken);
            changes.Track(connection);
        }

        return new Receipt(id, connection.Stage.ToString(), connection.Version);
    }, cancellationToken);

    private Task<Receipt> EndCutOffAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var connection = await context.Connections.SingleAsync(connection => connection.Id == id, cancellationToken);
        if (connection.Unreadable() is null && connection.RestorableUntil <= changes.Now && connection.Stage == ConnectionStage.CutOff)
        {
            connection.Delete("It was cut off, and nobody restored it in time", changes.Now);
            changes.Track(connection);
        }

        return new Receipt(id, connection.Stage.ToString(), connection.Version);
    }, cancellationToken);

    private Task<Receipt> ExpireRequestAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var connection = await context.Connections.SingleAsync(connection => connection.Id == id, cancellationToken);
        if (connection.Unreadable() is null && (connection.StageSince <= changes.Now - ApprovalPolicy.DecisionTimeout || connection.EndsAt <= changes.Now)
            && ConnectionLifecycle.Allows(connection.Stage, ConnectionAction.Expire))
        {
            connection.Expire(changes.Now);
            await ReviewRounds.CloseAsync(context, changes, connection, cancellationToken);
            changes.Track(connection);
        }

        return new Receipt(id, connection.Stage.ToString(), connection.Version);
    }, cancellationToken);

    private Task<Receipt> DropOfConnectionAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var connection = await context.Connections.SingleAsync(connection => connection.Id == id, cancellationToken);
        if (connection.Unreadable() is null && await IsUndecidedAsync(context, id, changes.Now, cancellationToken))
        {
            await ReviewRounds.CloseAsync(context, changes, connection, cancellationToken, Undecided);
            changes.Track(connection);
        }

        return new Receipt(id, connection.Stage.ToString(), connection.Version);
    }, cancellationToken);

    private Task<Receipt> DropOfServiceAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var service = await context.EndpointServices.SingleAsync(service => service.Id == id, cancellationToken);
        if (service.Unreadable() is null && await IsUndecidedAsync(context, id, changes.Now, cancellationToken))
        {
            await ServiceReviewRounds.CloseAsync(context, changes, service, Undecided, cancellationToken);
            changes.Track(service);
        }

        return new Receipt(id, service.Stage.ToString(), service.Version);
    }, cancellationToken);

    // It may have been decided, and another round begun, since the list was read.
    private static Task<bool> IsUndecidedAsync(PortalDbContext context, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Reviews.AnyAsync(
            review => review.SubjectId == id && review.State == ReviewState.Open && review.CreatedAt <= now - ApprovalPolicy.DecisionTimeout,
            cancellationToken);

    private Task<Receipt> DenyPendingAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var service = await context.EndpointServices.SingleAsync(service => service.Id == id, cancellationToken);
        if (service.Unreadable() is null && service.Stage == EndpointServiceStage.Draining)
        {
            await EndpointServiceWithdrawal.DenyPendingAsync(context, changes, service, cancellationToken);
        }

        return new Receipt(id, service.Stage.ToString(), service.Version);
    }, cancellationToken);

    private Task<Receipt> DisconnectAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var service = await context.EndpointServices.SingleAsync(service => service.Id == id, cancellationToken);
        await EndpointServiceWithdrawal.TerminateConnectionsAsync(context, changes, service, cancellationToken);
        return new Receipt(id, service.Stage.ToString(), service.Version);
    }, cancellationToken);

    private Task<Receipt> EndServiceAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var service = await context.EndpointServices.SingleAsync(service => service.Id == id, cancellationToken);
        // The provider may have changed their mind since the list was read.
        if (service.Unreadable() is null && service.WithdrawAt <= changes.Now && service.Stage == EndpointServiceStage.Draining)
        {
            await EndpointServiceWithdrawal.FinishDrainingAsync(context, changes, service, cancellationToken);
            changes.Track(service);
        }

        return new Receipt(id, service.Stage.ToString(), service.Version);
    }, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Id} could not be ended now; it is tried again at the next round")]
        public static partial void NotEnded(ILogger logger, Exception exception, Guid id);
    }
}
