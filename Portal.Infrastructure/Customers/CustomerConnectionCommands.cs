using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Customers;

/// <summary>What providers do with connections for one customer: open, make the link anew, withdraw it, end the connection.</summary>
public sealed class CustomerConnectionCommands(CommandRunner runner)
{
    public const int UsualDays = 30;

    public const int MostDays = 90;

    public const int LongestCustomer = 40;

    /// <summary>Opens it, with the link by which the customer does their part.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such service, or it is another team's.</exception>
    /// <exception cref="AccessRefusedException">The actor publishes nothing for the service's team.</exception>
    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public async Task<MadeCustomerLink> OpenAsync(
        Actor actor, Guid serviceId, OpenCustomerConnectionInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var (secret, isNew) = (SecretText.Draw(), false);
        var receipt = await runner.RunAsync(actor, key, async (context, changes) =>
        {
            var service = await ServiceAsync(context, actor, serviceId, cancellationToken);
            var (customer, justification, days) = Check(input, cancellationToken);
            changes.RequireOpen(service, because => new DomainException(because));
            var row = new CustomerConnection
            {
                Id = Guid.CreateVersion7(changes.Now),
                ServiceId = serviceId,
                ProviderTeamId = service.TeamId,
                CustomerTeamId = (await TeamAsync(context, changes, service.TeamId, customer, cancellationToken)).Id,
                Customer = customer,
                ExternalReference = input.ExternalReference,
                Justification = justification,
                OpenedByIssuer = actor.Issuer,
                OpenedBySubject = actor.Subject,
                CreatedAt = changes.Now,
                Sha256 = SecretText.Hash(secret),
                ExpiresAt = changes.Now + TimeSpan.FromDays(days),
            };
            context.CustomerConnections.Add(row);
            Tell(changes, row, "customer.open");
            if (input.AccountId is { } account)
            {
                await CustomerRequests.RequestAsync(context, changes, row, service, account, cancellationToken);
            }

            isNew = true;
            return ReceiptOf(row);
        }, cancellationToken);
        return new(receipt.Id, isNew ? secret : null);
    }

    /// <summary>Makes another link; the one that there was lets nobody in any more.</summary>
    public async Task<MadeCustomerLink> RenewLinkAsync(
        Actor actor, Guid id, int? seenVersion, CustomerLinkInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var (secret, isNew) = (SecretText.Draw(), false);
        var receipt = await ChangeAsync(actor, id, seenVersion, key, (_, changes, row) =>
        {
            var errors = new InputErrors();
            var days = Days(input.Days, errors);
            errors.ThrowIfAny();
            (row.Sha256, row.ExpiresAt, row.WithdrawnAt) = (SecretText.Hash(secret), changes.Now + TimeSpan.FromDays(days), null);
            isNew = true;
            Tell(changes, row, "customer.renew-link");
            return Task.CompletedTask;
        }, cancellationToken);
        return new(receipt.Id, isNew ? secret : null);
    }

    /// <summary>Nobody gets in by the link any more; the connection stays. Withdrawing it again changes nothing.</summary>
    public Task<Receipt> WithdrawLinkAsync(Actor actor, Guid id, int? seenVersion, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, seenVersion, null, (_, changes, row) =>
        {
            Withdraw(changes, row);
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Withdraws the link, and takes back or deletes the connection for the customer, who has no people here to do it.</summary>
    public Task<Receipt> EndAsync(Actor actor, Guid id, int? seenVersion, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, seenVersion, null, async (context, changes, row) =>
        {
            Withdraw(changes, row);
            if (row.ConnectionId is { } connectionId)
            {
                var connection = await context.Connections.SingleAsync(connection => connection.Id == connectionId, cancellationToken);
                await ConnectionCommands.EndAsync(context, changes, connection, reason, cancellationToken);
                changes.Track(connection);
            }
        }, cancellationToken);

    internal static void Tell(ChangeSet changes, CustomerConnection row, string action)
    {
        changes.Audit(
            Subject.Of(SubjectKind.Team, row.CustomerTeamId, row.ProviderTeamId, row.CustomerTeamId),
            new(action, null, null, null, new Dictionary<string, string?>
            {
                ["customerConnection"] = row.Id.ToString(),
                ["service"] = row.ServiceId.ToString(),
                ["account"] = row.AccountId,
                ["externalReference"] = row.ExternalReference,
                ["linkExpiresAt"] = row.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
            }));
        changes.Publish(SubjectKind.Service, row.ServiceId, 0);
        changes.Publish(SubjectKind.Team, row.CustomerTeamId, 0);
    }

    private static void Withdraw(ChangeSet changes, CustomerConnection row)
    {
        if (row.WithdrawnAt is null)
        {
            row.WithdrawnAt = changes.Now;
            Tell(changes, row, "customer.withdraw-link");
        }
    }

    private Task<Receipt> ChangeAsync(
        Actor actor, Guid id, int? seenVersion, IdempotencyKey? key, Func<PortalDbContext, ChangeSet, CustomerConnection, Task> change,
        CancellationToken cancellationToken) => runner.RunAsync(actor, key, async (context, changes) =>
        {
            var row = await CustomerConnectionQueries.FindAsync(context, actor, id, cancellationToken);
            RequireProvider(actor, row.ProviderTeamId);
            if (seenVersion is { } seen && seen != row.Version)
            {
                throw new SomeoneWasFasterException("the customer's connection");
            }

            await change(context, changes, row);
            row.Version++;
            return ReceiptOf(row);
        }, cancellationToken);

    private static async Task<EndpointService> ServiceAsync(PortalDbContext context, Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var service = await context.EndpointServices.SingleOrDefaultAsync(service => service.Id == id, cancellationToken);
        if (service is null || !(actor.SeesEverything || actor.IsIn(service.TeamId)))
        {
            throw new SubjectNotFoundException("service of your teams");
        }

        RequireProvider(actor, service.TeamId);
        return service;
    }

    /// <summary>The team that stands for the customer towards this provider; made for the first of their connections.</summary>
    private static async Task<Team> TeamAsync(
        PortalDbContext context, ChangeSet changes, Guid providerTeamId, string customer, CancellationToken cancellationToken)
    {
        var provider = await context.Teams.AsNoTracking().SingleAsync(team => team.Id == providerTeamId, cancellationToken);
        var name = $"{customer} (customer of {string.Concat(provider.Name.EnumerateRunes().Take(LongestCustomer))})";
        var known = await context.Teams.SingleOrDefaultAsync(team => team.Name == name, cancellationToken);
        if (known is { ClosedAt: null } && known.CustomerOf == providerTeamId)
        {
            return known;
        }

        if (known is not null)
        {
            throw new InvalidInputException([new(
                "customer", "This name stands for a customer who was closed, or for another team. Call the customer otherwise.")]);
        }

        var team = Team.ForCustomer(providerTeamId, name, changes.Now);
        context.Teams.Add(team);
        changes.Audit(
            Subject.Of(SubjectKind.Team, team.Id, team.Id, providerTeamId),
            new("team.make", null, null, null, new Dictionary<string, string?> { ["name"] = name, ["customerOf"] = providerTeamId.ToString() }));
        return team;
    }

    private static (string Customer, string Justification, int Days) Check(OpenCustomerConnectionInput input, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        var customer = errors.Name(input.Customer, "customer", LongestCustomer, "what you call the customer");
        errors.Check(
            input.AccountId is null || AwsIds.IsAccountId(input.AccountId), "accountId",
            "Enter the customer's AWS account id, 12 digits, or leave it out for the customer to say.");
        var justification = errors.Text(
            input.Justification, "justification", 2_000, "what the connection is for; the people who approve it will read this");
        errors.OptionalName(input.ExternalReference, "externalReference", 200);
        var days = Days(input.Days, errors);
        errors.ThrowIfAny();
        return (customer, justification, days);
    }

    private static int Days(int? asked, InputErrors errors)
    {
        var days = asked ?? UsualDays;
        errors.Check(days is >= 1 and <= MostDays, "days", $"A link can let the customer in for 1 to {MostDays} days.");
        return days;
    }

    private static void RequireProvider(Actor actor, Guid teamId)
    {
        if (!actor.Has(teamId, TeamRole.Provider))
        {
            throw new AccessRefusedException("Only providers of the service's team open and end connections for their customers.");
        }
    }

    private static Receipt ReceiptOf(CustomerConnection row) => new(row.Id, row.WithdrawnAt is null ? "Open" : "Withdrawn", row.Version);
}
