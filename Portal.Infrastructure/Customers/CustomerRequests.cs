using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Customers;

/// <summary>Asks for a customer's connection as soon as the account is known.</summary>
internal static class CustomerRequests
{
    /// <summary>In the name of the provider's person who has opened it; network admins decide.</summary>
    public static async Task RequestAsync(
        PortalDbContext context, ChangeSet changes, CustomerConnection row, EndpointService service, string accountId, CancellationToken cancellationToken)
    {
        var opener = await Identities.OfPersonAsync(context, row.OpenedByIssuer, row.OpenedBySubject, cancellationToken);
        if (opener?.Has(row.ProviderTeamId, TeamRole.Provider) != true)
        {
            throw new DomainException("Whoever has opened this connection no longer publishes for the service's team. Ask them for a new link.");
        }

        var spec = new ConnectionSpec(
            service.Id, service.Spec.AccountId, service.Spec.Region, accountId, service.Spec.Region, null, [], [], false, null, SelfManaged: true);
        var draft = new ConnectionDraft(spec, row.Justification, new Dictionary<string, string>(), row.ExternalReference);
        var connection = Connection.Request(row.CustomerTeamId, row.ProviderTeamId, draft, opener, changes.Now, isForCustomer: true);
        context.Connections.Add(connection);
        (row.AccountId, row.ConnectionId) = (accountId, connection.Id);
        await ReviewRounds.OpenAsync(context, changes, connection, service, opener, cancellationToken);
        changes.Track(connection);
    }
}
