using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.UnclaimedEndpoints;

/// <summary>
/// Asks that an endpoint which somebody has made by hand in a managed account becomes a connection: nothing of it is touched before people approve.
/// </summary>
public sealed class EndpointAdoption(
    CommandRunner runner, IDbContextFactory<PortalDbContext> contexts, UnclaimedEndpointQueries unclaimed, EndpointGateway endpoints, AccountLookup accounts,
    InstallationId installation, TimeProvider clock)
{
    private const string Field = "vpcEndpointId";

    /// <summary>Reads the endpoint in its account, and submits a connection that wants it as it stands to a round of approval.</summary>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input or the endpoint; nothing was stored.</exception>
    /// <exception cref="AccessRefusedException">The actor neither owns the endpoint's account nor is a network admin.</exception>
    /// <exception cref="SubjectNotFoundException">The actor sees no such endpoint.</exception>
    public async Task<Receipt> AdoptAsync(
        Actor actor, string vpcEndpointId, AdoptEndpointInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (await runner.EarlierAsync(actor, key, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var found = (await unclaimed.ListAsync(actor, cancellationToken)).FirstOrDefault(one => one.VpcEndpointId == vpcEndpointId)
            ?? throw new SubjectNotFoundException("endpoint");
        var (account, service) = await OwnersAsync(actor, found, cancellationToken);
        var errors = new InputErrors(cancellationToken);
        var justification = errors.Text(input.Justification, "justification", 2_000, "what the connection is for; the people who approve it will read this");
        errors.Check(input.EndsAt is null || input.EndsAt > clock.GetUtcNow(), "endsAt", "Choose a time in the future, or none.");
        errors.OptionalName(input.ExternalReference, "externalReference", 200);
        var endpoint = await EndpointAsync(found, account, service, errors, cancellationToken);
        errors.ThrowIfAny();

        var spec = AdoptedEndpoint.SpecOf(
            endpoint!, service.Id, service.Spec.Scope, new(found.OwnerAccountId, service.Spec.Region), input.EndsAt?.ToMilliseconds());
        var draft = new ConnectionDraft(spec, justification, AdoptedEndpoint.TagsOf(endpoint!), input.ExternalReference);
        return await runner.RunAsync(actor, key, async (context, changes) =>
        {
            var open = await context.EndpointServices.SingleAsync(one => one.Id == service.Id, cancellationToken);
            changes.RequireOpen(open, because => new InvalidInputException([new(Field, because)]));
            var connection = Connection.Request(account!.TeamId, open.TeamId, draft, actor, changes.Now);
            changes.Check((context, cancellationToken) => RegisteredEndpoints.RefuseUsedAsync(context, vpcEndpointId, cancellationToken));
            changes.Check((context, cancellationToken) => RefuseRejectedAsync(context, service.Id, vpcEndpointId, cancellationToken));
            context.Connections.Add(connection);
            changes.RequireNotRetired(draft.Spec.AccountId);
            await ReviewRounds.OpenAsync(context, changes, connection, open, actor, cancellationToken, AdoptedEndpoint.Shown(endpoint!, spec));
            changes.Track(connection);
            return ConnectionCommands.ReceiptOf(connection);
        }, cancellationToken);
    }

    private async Task<(AwsAccount? Account, EndpointService Service)> OwnersAsync(
        Actor actor, UnclaimedEndpointView found, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.AccountId == found.OwnerAccountId, cancellationToken);
        if (!actor.IsNetworkAdmin && (account is null || !actor.Has(account.TeamId, TeamRole.Consumer)))
        {
            throw new AccessRefusedException("Only consumers of the team that owns the endpoint's account, and network admins, can have it adopted.");
        }

        return (account, await context.EndpointServices.AsNoTracking().SingleAsync(one => one.Id == found.ServiceId, cancellationToken));
    }

    /// <returns>The endpoint as AWS shows it; otherwise none, or an error that says why it cannot be taken over.</returns>
    private async Task<ObservedEndpoint?> EndpointAsync(
        UnclaimedEndpointView found, AwsAccount? account, EndpointService service, InputErrors errors, CancellationToken cancellationToken)
    {
        var isOpen = found.RejectedBecause is null && found.AwsState != VpcEndpointState.Rejected;
        errors.Check(isOpen, Field, "It was rejected on the provider's side, and stays so. Delete it in AWS, and request a connection instead.");
        errors.Check((found.Region ?? service.Spec.Region) == service.Spec.Region, Field,
            $"It stands in {found.Region}; the portal looks after endpoints in {service.Spec.Region}, where the service is. Request a connection there.");
        if (!errors.Check(
                account is { IsUsable: true }, Field,
                $"The portal has no role that works in account {found.OwnerAccountId}: it cannot take over what stands there. "
                    + "Request a connection from that account and enter the endpoint's id there.")
            || !isOpen || !accounts.CheckRegion(account!, service.Spec.Region, errors))
        {
            return null;
        }

        try
        {
            var endpoint = await endpoints.FindAsync(new(found.OwnerAccountId, service.Spec.Region), found.VpcEndpointId, cancellationToken);
            Check(endpoint, found, service, errors);
            return endpoint;
        }
        // Nothing is wrong with the endpoint when there is no room to look just now.
        catch (AwsCallException refused) when (refused.Failure.Class != RetryClass.Throttled)
        {
            errors.Add(Field, $"AWS does not let the portal look into account {found.OwnerAccountId}: {refused.Failure.Cause}. {refused.Failure.Action}.");
            return null;
        }
    }

    private void Check(ObservedEndpoint? endpoint, UnclaimedEndpointView found, EndpointService service, InputErrors errors)
    {
        if (!errors.Check(
            endpoint is { State: not (VpcEndpointState.Deleting or VpcEndpointState.Deleted) } && endpoint.ServiceName == service.AwsServiceName, Field,
            $"Account {found.OwnerAccountId} shows no such endpoint to {service.Name} any more. Reload, and request a connection instead."))
        {
            return;
        }

        errors.Check(
            endpoint!.State is VpcEndpointState.PendingAcceptance or VpcEndpointState.Pending or VpcEndpointState.Available, Field,
            $"AWS shows it as {endpoint.StateText}: it cannot be connected. Delete it in AWS, and request a connection instead.");
        errors.Check(
            EndpointOwner.Of(endpoint.Tags ?? new Dictionary<string, string>(), installation.Value, null) == TagOwner.Nobody, Field,
            "It carries the tags of another connection or installation of the portal. "
                + "If nobody else looks after it, remove its tags that begin with privatelink-portal: in AWS, then adopt it.");
        errors.Check(
            AdoptedEndpoint.HasRoomForTags(endpoint), Field,
            $"It has {endpoint.Tags?.Count} tags; AWS takes {AwsTags.MostOnAnObject}, and the portal needs room for its own. Remove some of them in AWS.");
    }

    /// <summary>Whom the provider's side has turned away meanwhile is nobody's to take over.</summary>
    private static async Task RefuseRejectedAsync(PortalDbContext context, Guid serviceId, string vpcEndpointId, CancellationToken cancellationToken)
    {
        if (await context.RejectedEndpoints.AnyAsync(
            one => one.ServiceId == serviceId && one.VpcEndpointId == vpcEndpointId && one.LiftedAt == null, cancellationToken))
        {
            throw new SomeoneWasFasterException("the endpoint");
        }
    }
}
