using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <summary>What people do with connections: request, preview, describe, bring an endpoint, delete, retry, reconnect.</summary>
public sealed partial class ConnectionCommands(
    CommandRunner runner, IDbContextFactory<PortalDbContext> contexts, AccountLookup accounts, PrivateDnsCheck privateDns, RegisteredEndpoints registered,
    TimeProvider clock)
{
    /// <summary>Tells what a request would cause and who would decide on it; stores nothing.</summary>
    public async Task<ConnectionPreview> PreviewAsync(Actor actor, RequestConnectionInput input, CancellationToken cancellationToken)
    {
        RequestConnectionValidator.ThrowIfTooMany(input);
        var request = await CheckAsync(actor, input, cancellationToken);
        return ConnectionPreview.Of(
            request.Draft.Spec, request.Service, ApprovalPolicy.LevelsForConnect(request.Service, request.TeamId, request.Draft.Spec.AccountId),
            request.PrivateDns);
    }

    /// <summary>What of a request is wrong whatever AWS and the database say: all that can be told while somebody is still entering it.</summary>
    public IReadOnlyList<FieldError> CheckForm(RequestConnectionInput input, bool selfManaged)
    {
        var errors = new InputErrors();
        RequestConnectionValidator.CheckForm(input, selfManaged, clock.GetUtcNow(), errors);
        return errors.All;
    }

    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    public async Task<Receipt> RequestAsync(Actor actor, RequestConnectionInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        RequestConnectionValidator.ThrowIfTooMany(input);
        if (await runner.EarlierAsync(actor, key, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var request = await CheckAsync(actor, input, cancellationToken);
        return await runner.RunAsync(actor, key, async (context, changes) =>
        {
            // Read again in this commit: the service may have begun to drain since it was checked.
            var service = await context.EndpointServices.SingleAsync(service => service.Id == request.Service.Id, cancellationToken);
            changes.RequireOpen(service, Closed);
            changes.RequireNotRetired(request.Draft.Spec.AccountId);
            var connection = Connection.Request(request.TeamId, service.TeamId, request.Draft, actor, changes.Now);
            context.Connections.Add(connection);
            await ReviewRounds.OpenAsync(context, changes, connection, service, actor, cancellationToken);
            changes.Track(connection);
            return ReceiptOf(connection);
        }, cancellationToken);
    }

    /// <summary>Submits a request again after an approver wanted something changed.</summary>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    public async Task<Receipt> ResubmitAsync(Actor actor, Guid id, RequestConnectionInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        RequestConnectionValidator.ThrowIfTooMany(input);
        if (await runner.EarlierAsync(actor, key, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var request = await CheckAsync(actor, input, cancellationToken);
        return await ChangeAsync(actor, id, null, key, async (context, changes, connection) =>
        {
            RefuseUnless(request.TeamId == connection.ConsumerTeamId, "accountId", "Choose an account of the team that asked first.");
            var last = connection.ToDraft();
            connection.Revise(request.Draft);
            var service = await context.EndpointServices.SingleAsync(service => service.Id == connection.ServiceId, cancellationToken);
            changes.RequireOpen(service, Closed);
            changes.RequireNotRetired(request.Draft.Spec.AccountId);
            await ReviewRounds.OpenAsync(context, changes, connection, service, actor, cancellationToken, last: last);
        }, cancellationToken);
    }

    /// <summary>Changes what people read of a connection, and its tags in AWS.</summary>
    public Task<Receipt> DescribeAsync(Actor actor, Guid id, int? seenVersion, DescribeConnectionInput input, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor, id, seenVersion, null, (context, _, connection) => DescribeAsync(context, connection, actor, input, cancellationToken), cancellationToken);

    internal static async Task DescribeAsync(
        PortalDbContext context, Connection connection, Actor actor, DescribeConnectionInput input, CancellationToken cancellationToken)
    {
        await ReviewAuthors.RefuseDeciderAsync(context, connection.Id, actor, cancellationToken);
        var errors = new InputErrors(cancellationToken);
        var justification = input.Justification is null
            ? connection.Justification
            : errors.Text(input.Justification, "justification", 2_000, "what the connection is for");
        var tags = input.Tags is null ? connection.Tags : errors.Tags(input.Tags);
        if (input.Tags is not null && !connection.Spec.SelfManaged)
        {
            await AskedTags.CheckAsync(
                context, connection.Spec.AccountId, connection.ConsumerTeamId, input.Tags, errors, cancellationToken);
        }

        errors.OptionalName(input.ExternalReference, "externalReference", 200);
        errors.ThrowIfAny();
        connection.Describe(justification, tags, input.ExternalReference ?? connection.ExternalReference);
    }

    /// <summary>Takes a request back, or deletes what stands in AWS. Asking again while it is being deleted changes nothing.</summary>
    public Task<Receipt> DeleteAsync(Actor actor, Guid id, int? seenVersion, string? reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor, id, seenVersion, null, (context, changes, connection) => EndAsync(context, changes, connection, reason, cancellationToken),
            cancellationToken);

    internal static async Task EndAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, string? reason, CancellationToken cancellationToken)
    {
        var errors = new InputErrors();
        errors.Optional(reason, "reason", 2_000);
        errors.ThrowIfAny();
        if (ConnectionLifecycle.Allows(connection.Stage, ConnectionAction.Withdraw))
        {
            connection.Withdraw(reason, changes.Now);
        }
        else if (connection.Stage is not (ConnectionStage.Deprovisioning or ConnectionStage.AwaitingConsumerDelete))
        {
            connection.Delete(reason, changes.Now);
        }

        await ReviewRounds.CloseAsync(context, changes, connection, cancellationToken);
    }

    /// <summary>Takes the id of the endpoint that the consumer has made in a self-managed account. Bringing the same one again only looks again.</summary>
    /// <exception cref="InvalidInputException">It is no endpoint's id, another connection's, or not the account's.</exception>
    public Task<Receipt> BringEndpointAsync(Actor actor, Guid id, int? seenVersion, BringEndpointInput input, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, seenVersion, null, async (context, changes, connection) =>
        {
            var endpointId = RegisteredEndpoints.CheckForm(input.VpcEndpointId);
            if (connection.IsRegistered(endpointId))
            {
                connection.Retry();
                return;
            }

            connection.BringEndpoint(
                endpointId, changes.Now, await RegisteredEndpoints.AcceptAgainAsync(context, connection.ServiceId, endpointId, cancellationToken));
            await registered.CheckOwnerAsync(context, connection, endpointId, cancellationToken);
            changes.Check((context, cancellationToken) => RegisteredEndpoints.CheckUseAsync(context, connection, endpointId, cancellationToken));
        }, cancellationToken);

    /// <summary>Asks for another end of a live connection; people decide on it as they did on the connection.</summary>
    /// <exception cref="InvalidInputException">The new end is not in the future, or is the one that there is.</exception>
    public Task<Receipt> RenewAsync(Actor actor, Guid id, RenewConnectionInput input, IdempotencyKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, null, key, (context, changes, connection) =>
        {
            var endsAt = input.EndsAt?.ToMilliseconds();
            RefuseUnless(endsAt is null || endsAt > changes.Now, "endsAt", "Choose a time in the future, or none for no end.");
            RefuseUnless(endsAt != connection.EndsAt, "endsAt", "That is when it ends already. Choose another time.");
            return ReviewRounds.OpenExtensionAsync(context, changes, connection, endsAt, actor, cancellationToken);
        }, cancellationToken);

    /// <summary>Looks again at once, for example after a person removed what blocked it.</summary>
    public Task<Receipt> RetryAsync(Actor actor, Guid id, IdempotencyKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, null, key, (_, changes, connection) =>
        {
            if (!ConnectionLifecycle.IsReconciled(connection.Stage))
            {
                throw new IllegalMoveException("The connection", connection.Stage.ToString(), "Retry");
            }

            connection.Retry();
            return Task.CompletedTask;
        }, cancellationToken);

    private async Task<CheckedRequest> CheckAsync(Actor actor, RequestConnectionInput input, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        var service = await ServiceAsync(actor, input.ServiceId, errors, cancellationToken);
        var account = await accounts.ForConsumerAsync(actor, input.AccountId, input.VpcId, errors, cancellationToken);
        var selfManaged = account?.Account.IsManaged == false;
        RequestConnectionValidator.CheckForm(input, selfManaged, clock.GetUtcNow(), errors);
        if (service is not null)
        {
            RequestConnectionValidator.CheckAgainst(service, input, errors);
        }

        if (account is not null && !selfManaged)
        {
            await accounts.CheckTagsAsync(account.Account, account.TeamId, input.Tags, errors, cancellationToken);
        }

        if (account is not null && selfManaged)
        {
            accounts.CheckRegion(account.Account, input.Region, errors);
        }

        var vpc = account is null || selfManaged
            ? null
            : await accounts.VpcAsync(account.Account, input.Region, input.VpcId, Party.Consumer, errors, cancellationToken);
        if (vpc is not null)
        {
            RequestConnectionValidator.CheckAgainst(vpc, service, input, errors);
        }

        var names = vpc is null || service?.Spec.PrivateDnsName is not { } name || input.PrivateDns != true
            ? null
            : await privateDns.OfAsync(service, name, new(account!.Account.AccountId, input.Region!), vpc.Id, cancellationToken);
        RequestConnectionValidator.CheckAgainst(names, errors);
        errors.ThrowIfAny();
        return new(service!, account!.TeamId, RequestConnectionValidator.Draft(input, service!, vpc), names);
    }

    private async Task<EndpointService?> ServiceAsync(Actor actor, Guid? id, InputErrors errors, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var seen = await EndpointServiceQueries.Visible(context, actor).AsNoTracking().SingleOrDefaultAsync(service => service.Id == id, cancellationToken);
        errors.Check(seen is not null, "serviceId", "There is no such service in your catalogue. Choose one from it.");
        errors.Check(
            seen?.Unreadable() is null, "serviceId",
            "This version of the portal cannot read all of that service. Choose another one, or ask in the newer version.");
        return seen?.Unreadable() is null ? seen : null;
    }

    private static InvalidInputException Closed(string because) => new([new("serviceId", because)]);

    private static void RefuseUnless(bool holds, string field, string message)
    {
        var errors = new InputErrors();
        errors.Check(holds, field, message);
        errors.ThrowIfAny();
    }

    /// <summary>For whom the actor cuts off and restores: their team's service, or the network.</summary>
    private static Party Side(Actor actor, Connection connection) =>
        actor.Has(connection.ProviderTeamId, TeamRole.Provider) ? Party.Provider : Party.NetworkAdmin;

    private static string Reason(string? reason, string what)
    {
        var errors = new InputErrors();
        var text = errors.Text(reason, "reason", 2_000, what);
        errors.ThrowIfAny();
        return text;
    }

    private static async Task<ConnectionObservation?> ObservationAsync(PortalDbContext context, Connection connection, CancellationToken cancellationToken) =>
        Observations.Read<ConnectionObservation>(
            await context.Work.Where(work => work.Kind == SubjectKind.Connection && work.Id == connection.Id).Select(work => work.Observation)
                .SingleOrDefaultAsync(cancellationToken));

    private static async Task<bool> IsBlockedAsync(PortalDbContext context, Connection connection, CancellationToken cancellationToken) =>
        (await context.Work.Where(work => work.Kind == SubjectKind.Connection && work.Id == connection.Id).Select(work => work.Conditions)
            .SingleOrDefaultAsync(cancellationToken))?.Blocked is not null;

    private static void RequireProvidersSide(Actor actor, Connection connection, string refusal)
    {
        if (!actor.Has(connection.ProviderTeamId, TeamRole.Provider) && !actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException(refusal);
        }
    }

    /// <param name="require">Refuses who may not; none for what is the consumer's side's to do.</param>
    private Task<Receipt> ChangeAsync(
        Actor actor, Guid id, int? seenVersion, IdempotencyKey? key, Func<PortalDbContext, ChangeSet, Connection, Task> change,
        CancellationToken cancellationToken, Action<Actor, Connection>? require = null) =>
        runner.ChangeConnectionAsync(actor, id, seenVersion, key, change, cancellationToken, require);

    private sealed record CheckedRequest(EndpointService Service, Guid TeamId, ConnectionDraft Draft, PrivateDnsPreview? PrivateDns);
}
