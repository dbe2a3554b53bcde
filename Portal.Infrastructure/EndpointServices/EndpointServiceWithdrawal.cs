using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What the withdrawal of a service does to the connections that it has.</summary>
public static class EndpointServiceWithdrawal
{
    private const string Reason = "The service is being withdrawn";

    private static readonly ConnectionStage[] Live =
        [.. Enum.GetValues<ConnectionStage>().Where(stage => ConnectionLifecycle.Allows(stage, ConnectionAction.Delete))];

    private static readonly ConnectionStage[] Standing =
        [ConnectionStage.AwaitingApproval, ConnectionStage.ChangesRequested, ConnectionStage.Scheduled, .. Live];

    /// <summary>Requests that nobody has decided are denied; live connections stay as they are.</summary>
    public static async Task DenyPendingAsync(PortalDbContext context, ChangeSet changes, EndpointService service, CancellationToken cancellationToken) =>
        await DenyAsync(context, changes, service, await InAsync(context, service, [ConnectionStage.AwaitingApproval], cancellationToken), cancellationToken);

    /// <summary>The notice is over: every connection is deleted, then everything that the service owns.</summary>
    public static async Task FinishDrainingAsync(PortalDbContext context, ChangeSet changes, EndpointService service, CancellationToken cancellationToken)
    {
        await ServiceReviewRounds.CloseAsync(context, changes, service, Reason, cancellationToken);
        service.Withdraw(service.WithdrawalMessage, changes.Now);
        await TerminateConnectionsAsync(context, changes, service, cancellationToken);
    }

    public static async Task TerminateConnectionsAsync(PortalDbContext context, ChangeSet changes, EndpointService service, CancellationToken cancellationToken)
    {
        var standing = await InAsync(context, service, Standing, cancellationToken);
        var live = standing.Where(connection => Live.Contains(connection.Stage)).ToList();
        await DenyAsync(context, changes, service, standing, cancellationToken);
        foreach (var connection in standing.Where(connection => connection.Stage is ConnectionStage.ChangesRequested or ConnectionStage.Scheduled))
        {
            connection.Withdraw(Reason, changes.Now);
            changes.Track(connection);
        }

        live.ForEach(connection => connection.Delete(Reason, changes.Now));
        await CloseAsync(context, changes, live, cancellationToken);
    }

    private static async Task DenyAsync(
        PortalDbContext context, ChangeSet changes, EndpointService service, IReadOnlyList<Connection> standing, CancellationToken cancellationToken)
    {
        var pending = standing.Where(connection => connection.Stage == ConnectionStage.AwaitingApproval).ToList();
        pending.ForEach(connection => connection.Deny(service.WithdrawalMessage ?? Reason, changes.Now));
        await CloseAsync(context, changes, pending, cancellationToken);
    }

    private static async Task CloseAsync(PortalDbContext context, ChangeSet changes, List<Connection> connections, CancellationToken cancellationToken)
    {
        await ReviewRounds.CloseAsync(context, changes, connections, cancellationToken);
        connections.ForEach(changes.Track);
    }

    /// <summary>What this version cannot read all of is left to the newer one; until that has ended it, the service's teardown waits for it.</summary>
    private static async Task<IReadOnlyList<Connection>> InAsync(
        PortalDbContext context, EndpointService service, ConnectionStage[] stages, CancellationToken cancellationToken) =>
        [.. (await context.Connections
            .Where(connection => connection.ServiceId == service.Id && stages.Contains(connection.Stage)).ToListAsync(cancellationToken))
            .Where(connection => connection.Unreadable() is null)];
}
