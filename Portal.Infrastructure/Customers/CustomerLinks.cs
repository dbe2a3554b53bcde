using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Customers;

/// <summary>What another company's people see and do by the link that a provider has sent them, without signing in.</summary>
public sealed class CustomerLinks(
    CommandRunner runner, IDbContextFactory<PortalDbContext> contexts, ConnectionQueries connections, ConnectionCommands commands, TimeProvider clock)
{
    /// <exception cref="CustomerLinkRefusedException">The link shows nothing.</exception>
    public async Task<CustomerPageView> OpenAsync(string? secret, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await FindAsync(context, secret, cancellationToken);
        var service = await context.EndpointServices.AsNoTracking().SingleAsync(service => service.Id == row.ServiceId, cancellationToken);
        var provider = await context.Teams.Where(team => team.Id == row.ProviderTeamId).Select(team => team.Name).SingleAsync(cancellationToken);
        var connection = row.ConnectionId is { } id ? await connections.GetAsync(ActorOf(row), id, cancellationToken) : null;
        var mayGive = connection is { Unreadable: null } && ConnectionLifecycle.Allows(connection.Stage, ConnectionAction.BringEndpoint);
        return new(
            service.Name, provider, row.Customer, row.AccountId, connection?.Region ?? service.Spec.Region, connection?.Stage, connection?.Instructions,
            connection?.RegisteredEndpointId, TroubleOf(connection), connection?.CutOff?.Reason, mayGive, row.ExpiresAt);
    }

    /// <summary>The customer says which AWS account they connect from; it cannot be changed by the link.</summary>
    /// <exception cref="CustomerLinkRefusedException">The link shows nothing.</exception>
    /// <exception cref="InvalidInputException">It is no account id.</exception>
    public async Task GiveAccountAsync(string? secret, string? accountId, CancellationToken cancellationToken)
    {
        var actor = await ActorAsync(secret, cancellationToken);
        var errors = new InputErrors();
        var account = accountId?.Trim();
        errors.Check(AwsIds.IsAccountId(account), "accountId", "Enter your AWS account id: 12 digits.");
        errors.ThrowIfAny();
        await runner.RunAsync(actor, null, async (context, changes) =>
        {
            var row = await FindAsync(context, secret, cancellationToken);
            if (row.ConnectionId is not null)
            {
                throw new DomainException($"The account of this connection is {row.AccountId}. If that is wrong, ask whoever sent the link for a new one.");
            }

            var service = await context.EndpointServices.SingleAsync(service => service.Id == row.ServiceId, cancellationToken);
            changes.RequireOpen(service, because => new DomainException(because));
            await CustomerRequests.RequestAsync(context, changes, row, service, account!, cancellationToken);
            row.Version++;
            CustomerConnectionCommands.Tell(changes, row, "customer.give-account");
            return new Receipt(row.Id, "Open", row.Version);
        }, cancellationToken);
    }

    /// <summary>The customer says which endpoint they have made; exactly this one is accepted, if AWS shows it as their account's on this service.</summary>
    /// <exception cref="CustomerLinkRefusedException">The link shows nothing.</exception>
    /// <exception cref="InvalidInputException">It is no endpoint's id, another connection's, or not the account's.</exception>
    public async Task GiveEndpointAsync(string? secret, string? vpcEndpointId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await FindAsync(context, secret, cancellationToken);
        var id = row.ConnectionId ?? throw new DomainException("Say first which AWS account you connect from.");
        await commands.BringEndpointAsync(ActorOf(row), id, null, new(vpcEndpointId), cancellationToken);
    }

    /// <summary>Whoever holds the link, as the history names them; none for what is no link of ours.</summary>
    public async Task<Actor?> HolderAsync(string? secret, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await RowAsync(context, secret, cancellationToken) is { } row ? ActorOf(row) : null;
    }

    private async Task<Actor> ActorAsync(string? secret, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return ActorOf(await FindAsync(context, secret, cancellationToken));
    }

    private static Actor ActorOf(CustomerConnection row) => Actor.InvitedCustomer(row.Id, row.CustomerTeamId);

    private async Task<CustomerConnection> FindAsync(PortalDbContext context, string? secret, CancellationToken cancellationToken)
    {
        var row = await RowAsync(context, secret, cancellationToken) ?? throw new CustomerLinkRefusedException(CustomerLinkProblem.NotOurs);
        return row.WithdrawnAt is not null ? throw new CustomerLinkRefusedException(CustomerLinkProblem.Withdrawn)
            : row.ExpiresAt <= clock.GetUtcNow() ? throw new CustomerLinkRefusedException(CustomerLinkProblem.Expired)
            : row;
    }

    private static async Task<CustomerConnection?> RowAsync(PortalDbContext context, string? secret, CancellationToken cancellationToken)
    {
        if (!SecretText.CanBe(secret))
        {
            return null;
        }

        var hash = SecretText.Hash(secret!);
        return await context.CustomerConnections.SingleOrDefaultAsync(row => row.Sha256 == hash, cancellationToken);
    }

    /// <summary>What is somebody else's to put right is theirs to read, too.</summary>
    private static string? TroubleOf(ConnectionView? connection) =>
        connection?.Blocked is { Owner: Party.Consumer } blocked ? $"{blocked.Cause}. {blocked.Action}." : null;
}
