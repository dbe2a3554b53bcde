using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Policies;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <summary>Changes a live connection: at once where it only takes away, otherwise when people have approved it.</summary>
public sealed class ChangeConnectionCommands(
    CommandRunner runner, IDbContextFactory<PortalDbContext> contexts, AccountLookup accounts, PrivateDnsCheck privateDns, TimeProvider clock)
{
    /// <summary>Tells what the change would do and who would decide on it; stores nothing.</summary>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input.</exception>
    public async Task<ChangePreview> PreviewAsync(Actor actor, Guid id, ChangeConnectionInput input, CancellationToken cancellationToken)
    {
        ChangeConnectionValidator.ThrowIfTooMany(input);
        var vpc = await CheckAsync(actor, id, input, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var connection = await FindAsync(context, actor, id, cancellationToken);
        var planned = await PlanAsync(context, connection, ChangeConnectionValidator.Spec(connection.Spec, input, vpc), cancellationToken);
        var effects = ConnectionEffects.Of(planned.Spec);
        return new(
            effects.PlanHash, [.. planned.Change.Fields, .. ChangePreview.OfTags(connection.Tags, input.Tags)], effects.Ordered, [], 0,
            [.. planned.Levels.Select(level => level.Name)]);
    }

    /// <summary>Changes texts and spec together: all of it, or nothing.</summary>
    /// <param name="seenVersion">The version that the person was shown.</param>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    /// <exception cref="DomainException">It is not live, or something else is being decided already.</exception>
    public async Task<Receipt> ChangeAsync(Actor actor, Guid id, int? seenVersion, ChangeConnectionInput input, CancellationToken cancellationToken)
    {
        ChangeConnectionValidator.ThrowIfTooMany(input);
        var vpc = input.ChangesSpec() ? await CheckAsync(actor, id, input, cancellationToken) : null;
        return await runner.ChangeConnectionAsync(actor, id, seenVersion, null, async (context, changes, connection) =>
        {
            if (input.ChangesTexts)
            {
                await ConnectionCommands.DescribeAsync(context, connection, actor, input.Texts, cancellationToken);
            }

            if (input.ChangesSpec())
            {
                await ChangeAsync(context, changes, connection, input, vpc, cancellationToken);
            }
        }, cancellationToken);
    }

    /// <summary>Takes back a change, or another end, that people have yet to decide on.</summary>
    public Task<Receipt> WithdrawProposalAsync(Actor actor, Guid id, int? seenVersion, CancellationToken cancellationToken) =>
        runner.ChangeConnectionAsync(
            actor, id, seenVersion, null,
            (context, changes, connection) => connection.Proposal is null && connection.ExtensionReviewId is null
                ? Task.CompletedTask
                : ReviewRounds.CloseAsync(context, changes, connection, cancellationToken, "The change was withdrawn"),
            cancellationToken);

    private static async Task<Connection> FindAsync(PortalDbContext context, Actor actor, Guid id, CancellationToken cancellationToken) =>
        (await ConnectionChangeRunner.FindAsync(context, actor, id, ConnectionChangeRunner.RequireConsumersSide, cancellationToken)).RequireReadable();

    /// <returns>The VPC as AWS shows it; none where nothing is compared with it.</returns>
    private async Task<VpcFacts?> CheckAsync(Actor actor, Guid id, ChangeConnectionInput input, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var connection = await FindAsync(context, actor, id, cancellationToken);
        var errors = new InputErrors(cancellationToken);
        ChangeConnectionValidator.CheckForm(connection, input, clock.GetUtcNow(), errors);
        if (input.Tags is not null && !connection.Spec.SelfManaged)
        {
            errors.Tags(input.Tags);
            await AskedTags.CheckAsync(
                context, connection.Spec.AccountId, connection.ConsumerTeamId, input.Tags, errors, cancellationToken);
        }

        VpcFacts? vpc = null;
        if (!connection.Spec.SelfManaged && (input.Subnets is not null || input.SecurityGroupIds is not null || input.PrivateDns == true))
        {
            var account = await context.Accounts.AsNoTracking().SingleAsync(account => account.AccountId == connection.Spec.AccountId, cancellationToken);
            var service = await context.EndpointServices.AsNoTracking().SingleAsync(service => service.Id == connection.ServiceId, cancellationToken);
            vpc = await accounts.VpcAsync(account, connection.Spec.Region, connection.Spec.VpcId, Party.Consumer, errors, cancellationToken);
            if (vpc is not null)
            {
                ChangeConnectionValidator.CheckAgainst(vpc, service, connection.Spec, input, errors);
                if (input.PrivateDns == true && !connection.Spec.PrivateDns && service.Spec.PrivateDnsName is { } name)
                {
                    RequestConnectionValidator.CheckAgainst(
                        await privateDns.OfAsync(service, name, connection.Spec.ConsumerScope, vpc.Id, cancellationToken, connection.VpcEndpointId), errors);
                }
            }
        }

        errors.ThrowIfAny();
        return vpc;
    }

    private static Task ChangeAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, ChangeConnectionInput input, VpcFacts? vpc, CancellationToken cancellationToken) =>
        ChangeToAsync(context, changes, connection, ChangeConnectionValidator.Spec(connection.Spec, input, vpc), cancellationToken);

    /// <summary>Has the connection want another spec: at once, or when people have approved it.</summary>
    internal static async Task ChangeToAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, ConnectionSpec wanted, CancellationToken cancellationToken)
    {
        if (!connection.MayChange)
        {
            throw new IllegalMoveException("The connection", connection.Stage.ToString(), "Change");
        }

        var planned = await PlanAsync(context, connection, wanted, cancellationToken);
        if (planned.Change.Fields.Count == 0)
        {
            return;
        }

        if (planned.Levels.Count == 0)
        {
            connection.Change(planned.Spec, planned.Change);
            return;
        }

        await ReviewRounds.OpenChangeAsync(context, changes, connection, planned.Spec, planned.Change, planned.Levels, changes.Actor, cancellationToken);
    }

    private static async Task<PlannedChange> PlanAsync(
        PortalDbContext context, Connection connection, ConnectionSpec wanted, CancellationToken cancellationToken)
    {
        var service = await context.EndpointServices.SingleAsync(service => service.Id == connection.ServiceId, cancellationToken);
        var next = ConnectionChange.Follow(connection.Spec, wanted);
        return new(
            next, new(ConnectionChange.Differences(connection.Spec, next), []),
            ApprovalPolicy.LevelsForChange(service, connection.ConsumerTeamId, connection.Spec, next));
    }

    private sealed record PlannedChange(ConnectionSpec Spec, ReviewedChange Change, IReadOnlyList<ReviewLevel> Levels);
}
