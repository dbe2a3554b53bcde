using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Jobs.Schedules;

/// <summary>Ends what was to end by now: connections with an end, requests that nobody decided, and services whose notice is over. What this version cannot read all of is left to the newer one.</summary>
public sealed class ExpiryJob(IDbContextFactory<PortalDbContext> contexts, CommandRunner runner, TimeProvider clock)
{
    private static readonly Actor Expiry = Actor.System("expiry");
    private static readonly ConnectionStage[] Deletable =
        [.. Enum.GetValues<ConnectionStage>().Where(stage => ConnectionLifecycle.Allows(stage, ConnectionAction.Delete))];

    private static readonly ConnectionStage[] Open =
        [.. Deletable, ConnectionStage.AwaitingApproval, ConnectionStage.ChangesRequested, ConnectionStage.Scheduled];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var connections = await context.Connections.Where(connection => connection.EndsAt <= now && Deletable.Contains(connection.Stage))
            .Select(connection => connection.Id).ToListAsync(cancellationToken);
        foreach (var id in connections)
        {
            await EndConnectionAsync(id, cancellationToken);
        }

        var oldest = now - ApprovalPolicy.Patience;
        var requests = await context.Connections
            .Where(connection => (connection.Stage == ConnectionStage.AwaitingApproval || connection.Stage == ConnectionStage.ChangesRequested)
                && (connection.StageSince <= oldest || connection.EndsAt <= now))
            .Select(connection => connection.Id).ToListAsync(cancellationToken);
        foreach (var id in requests)
        {
            await ExpireRequestAsync(id, cancellationToken);
        }

        var services = await context.EndpointServices.Where(service => service.WithdrawAt <= now && service.Stage == EndpointServiceStage.Draining)
            .Select(service => service.Id).ToListAsync(cancellationToken);
        foreach (var id in services)
        {
            await EndServiceAsync(id, cancellationToken);
        }

        // A request that was committed while its provider withdrew the service was not among those that were denied.
        var draining = await context.EndpointServices
            .Where(service => service.Stage == EndpointServiceStage.Draining
                && context.Connections.Any(connection => connection.ServiceId == service.Id && connection.Stage == ConnectionStage.AwaitingApproval))
            .Select(service => service.Id).ToListAsync(cancellationToken);
        foreach (var id in draining)
        {
            await DenyPendingAsync(id, cancellationToken);
        }

        // A request or an approval may have crossed the withdrawal: what came of it ends with the service.
        var withdrawn = await context.EndpointServices
            .Where(service => (service.Stage == EndpointServiceStage.Withdrawing || service.Stage == EndpointServiceStage.Withdrawn)
                && context.Connections.Any(connection => connection.ServiceId == service.Id && Open.Contains(connection.Stage)))
            .Select(service => service.Id).ToListAsync(cancellationToken);
        foreach (var id in withdrawn)
        {
            await DisconnectAsync(id, cancellationToken);
        }
    }

    private Task<Receipt> EndConnectionAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var connection = await context.Connections.SingleAsync(connection => connection.Id == id, cancellationToken);
        if (connection.Unreadable() is null && connection.EndsAt <= changes.Now && ConnectionLifecycle.Allows(connection.Stage, ConnectionAction.Delete))
        {
            connection.Delete("Its end has come", changes.Now);
            await ReviewRounds.CloseAsync(context, changes, connection, cancellationToken);
            changes.Take(connection);
        }

        return new Receipt(id, connection.Stage.ToString(), connection.Version);
    }, cancellationToken);

    private Task<Receipt> ExpireRequestAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var connection = await context.Connections.SingleAsync(connection => connection.Id == id, cancellationToken);
        if (connection.Unreadable() is null && (connection.StageSince <= changes.Now - ApprovalPolicy.Patience || connection.EndsAt <= changes.Now) && ConnectionLifecycle.Allows(connection.Stage, ConnectionAction.Expire))
        {
            connection.Expire(changes.Now);
            await ReviewRounds.CloseAsync(context, changes, connection, cancellationToken);
            changes.Take(connection);
        }

        return new Receipt(id, connection.Stage.ToString(), connection.Version);
    }, cancellationToken);

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
        await EndpointServiceWithdrawal.DisconnectAllAsync(context, changes, service, cancellationToken);
        return new Receipt(id, service.Stage.ToString(), service.Version);
    }, cancellationToken);

    private Task<Receipt> EndServiceAsync(Guid id, CancellationToken cancellationToken) => runner.RunAsync(Expiry, null, async (context, changes) =>
    {
        var service = await context.EndpointServices.SingleAsync(service => service.Id == id, cancellationToken);
        // The provider may have changed their mind since the list was read.
        if (service.Unreadable() is null && service.WithdrawAt <= changes.Now && service.Stage == EndpointServiceStage.Draining)
        {
            await EndpointServiceWithdrawal.FinishDrainingAsync(context, changes, service, cancellationToken);
            changes.Take(service);
        }

        return new Receipt(id, service.Stage.ToString(), service.Version);
    }, cancellationToken);
}
