using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What the withdrawal of a service does to the connections that it has.</summary>
public static class EndpointServiceWithdrawal
{
    private const string Reason = "The service is being withdrawn";

    /// <summary>Requests that nobody has decided are denied; live connections stay as they are.</summary>
    public static async Task DenyPendingAsync(PortalDbContext context, ChangeSet changes, EndpointService service, CancellationToken cancellationToken)
    {
        foreach (var connection in await InAsync(context, service, [ConnectionStage.AwaitingApproval], cancellationToken))
        {
            connection.Deny(service.WithdrawalMessage ?? Reason, changes.Now);
            await ReviewRounds.CloseAsync(context, changes, connection, cancellationToken);
            changes.Take(connection);
        }
    }

    /// <summary>The notice is over: every connection is deleted, then everything that the service owns.</summary>
    public static async Task FinishDrainingAsync(PortalDbContext context, ChangeSet changes, EndpointService service, CancellationToken cancellationToken)
    {
        service.Withdraw(service.WithdrawalMessage, changes.Now);
        await DisconnectAllAsync(context, changes, service, cancellationToken);
    }

    public static async Task DisconnectAllAsync(PortalDbContext context, ChangeSet changes, EndpointService service, CancellationToken cancellationToken)
    {
        await DenyPendingAsync(context, changes, service, cancellationToken);
        ConnectionStage[] withdrawn = [ConnectionStage.ChangesRequested, ConnectionStage.Scheduled];
        foreach (var connection in await InAsync(context, service, withdrawn, cancellationToken))
        {
            connection.Withdraw(Reason, changes.Now);
            changes.Take(connection);
        }

        ConnectionStage[] live = [.. Enum.GetValues<ConnectionStage>().Where(stage => ConnectionLifecycle.Allows(stage, ConnectionAction.Delete))];
        foreach (var connection in await InAsync(context, service, live, cancellationToken))
        {
            connection.Delete(Reason, changes.Now);
            await ReviewRounds.CloseAsync(context, changes, connection, cancellationToken);
            changes.Take(connection);
        }
    }

    /// <summary>What this version cannot read all of is left to the newer one; until that has ended it, the service's teardown waits for it.</summary>
    private static async Task<IReadOnlyList<Connection>> InAsync(PortalDbContext context, EndpointService service, ConnectionStage[] stages, CancellationToken cancellationToken) =>
        [.. (await context.Connections.Where(connection => connection.ServiceId == service.Id && stages.Contains(connection.Stage)).ToListAsync(cancellationToken))
            .Where(connection => connection.Unreadable() is null)];
}
