using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Changes what a published service is made of: at once, or when people have approved it where live traffic would be cut.</summary>
public sealed class ChangeServiceCommands(
    CommandRunner runner, IDbContextFactory<PortalDbContext> contexts, AccountLookup accounts)
{
    /// <summary>Tells what the change would do and whom it touches; stores nothing.</summary>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input.</exception>
    public async Task<ChangePreview> PreviewAsync(Actor actor, Guid id, ChangeServiceInput input, CancellationToken cancellationToken)
    {
        ThrowIfTooMany(input);
        var vpc = await CheckAsync(actor, id, input, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var service = (await ServiceChangeRunner.FindAsync(context, actor, id, cancellationToken)).RequireReadable();
        var planned = await PlanAsync(context, service, input, vpc, cancellationToken);
        var effects = EndpointServiceEffects.Of(planned.Spec);
        return new(
            effects.PlanHash, [.. planned.Change.Fields, .. ChangePreview.OfTags(service.Tags, input.Tags)], effects.Ordered, planned.Change.Touched,
            planned.Change.MoreTouched ?? 0,
            [.. planned.Levels.Select(level => level.Name)]);
    }

    /// <summary>Changes texts and spec together: all of it, or nothing.</summary>
    /// <param name="seenVersion">The version that the person was shown.</param>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    /// <exception cref="DomainException">It is not published, or another change is being decided already.</exception>
    public async Task<Receipt> ChangeAsync(Actor actor, Guid id, int? seenVersion, ChangeServiceInput input, CancellationToken cancellationToken)
    {
        ThrowIfTooMany(input);
        var vpc = input.ChangesSpec() ? await CheckAsync(actor, id, input, cancellationToken) : null;
        return await runner.ChangeServiceAsync(actor, id, seenVersion, null, async (context, changes, service) =>
        {
            if (input.ChangesTexts)
            {
                await EndpointServiceCommands.DescribeAsync(context, service, input.Texts, cancellationToken);
            }

            if (input.ChangesSpec())
            {
                await ChangeAsync(context, changes, service, input, vpc, cancellationToken);
            }
        }, cancellationToken);
    }

    /// <summary>Takes back a change that people have yet to decide on.</summary>
    public Task<Receipt> WithdrawProposalAsync(Actor actor, Guid id, int? seenVersion, CancellationToken cancellationToken) =>
        runner.ChangeServiceAsync(
            actor, id, seenVersion, null,
            (context, changes, service) => ServiceReviewRounds.CloseAsync(context, changes, service, "The change was withdrawn", cancellationToken),
            cancellationToken);

    private static void ThrowIfTooMany(ChangeServiceInput input) => PublishServiceValidator.ThrowIfTooMany(new(
        null, null, null, null, null, input.SubnetIds, input.Listeners, input.Visibility, input.AutoApproval, null, input.Tags, null,
        input.SecurityGroupIds));

    /// <returns>The VPC as AWS shows it; none where nothing is compared with it.</returns>
    private async Task<VpcFacts?> CheckAsync(Actor actor, Guid id, ChangeServiceInput input, CancellationToken cancellationToken)
    {
        EndpointService service;
        var errors = new InputErrors(cancellationToken);
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            service = (await ServiceChangeRunner.FindAsync(context, actor, id, cancellationToken)).RequireReadable();
            if (input.Tags is not null)
            {
                await AskedTags.CheckAsync(context, service.Spec.AccountId, service.TeamId, input.Tags, errors, cancellationToken);
            }
        }

        PublishServiceValidator.CheckForm(ChangeServiceValidator.Whole(service, input), errors);
        if (input.SubnetIds is null && input.Listeners is null && input.SecurityGroupIds is null)
        {
            errors.ThrowIfAny();
            return null;
        }

        var account = await accounts.ForProviderAsync(actor, service.Spec.AccountId, errors, cancellationToken);
        var vpc = account is null ? null
            : await accounts.VpcAsync(account, service.Spec.Region, service.Spec.VpcId, Party.Provider, errors, cancellationToken);
        if (vpc is not null)
        {
            ChangeServiceValidator.CheckAgainst(vpc, service.Spec, input, errors);
        }

        errors.ThrowIfAny();
        return vpc;
    }

    private static Task ChangeAsync(
        PortalDbContext context, ChangeSet changes, EndpointService service, ChangeServiceInput input, VpcFacts? vpc, CancellationToken cancellationToken) =>
        ChangeToAsync(context, changes, service, ChangeServiceValidator.Spec(service.Spec, input, vpc), cancellationToken);

    /// <summary>Has the service want another spec: at once, or when people have approved it.</summary>
    internal static async Task ChangeToAsync(
        PortalDbContext context, ChangeSet changes, EndpointService service, EndpointServiceSpec wanted, CancellationToken cancellationToken)
    {
        var planned = await PlanAsync(context, service, wanted, cancellationToken);
        if (planned.Change.Fields.Count == 0)
        {
            return;
        }

        if (planned.Levels.Count == 0)
        {
            service.Change(planned.Spec, planned.Change);
            return;
        }

        await ServiceReviewRounds.OpenAsync(context, changes, service, planned.Spec, planned.Change, planned.Levels, changes.Actor, cancellationToken);
    }

    private static Task<PlannedChange> PlanAsync(
        PortalDbContext context, EndpointService service, ChangeServiceInput input, VpcFacts? vpc, CancellationToken cancellationToken) =>
        PlanAsync(context, service, ChangeServiceValidator.Spec(service.Spec, input, vpc), cancellationToken);

    private static async Task<PlannedChange> PlanAsync(
        PortalDbContext context, EndpointService service, EndpointServiceSpec wanted, CancellationToken cancellationToken)
    {
        var seen = Observations.Read<EndpointServiceObservation>(
            await context.Work.Where(work => work.Kind == SubjectKind.Service && work.Id == service.Id).Select(work => work.Observation)
                .SingleOrDefaultAsync(cancellationToken));
        var next = EndpointServiceChange.Follow(service.Spec, wanted, seen);
        await RequireNameUnusedAsync(context, service, next, cancellationToken);
        var (touched, more) = await TouchedConnections.OfAsync(context, service, next, seen, cancellationToken);
        return new(
            next, new(EndpointServiceChange.Differences(service.Spec, next), touched, more == 0 ? null : more),
            ApprovalPolicy.LevelsForServiceChange(touched));
    }

    private static async Task RequireNameUnusedAsync(
        PortalDbContext context, EndpointService service, EndpointServiceSpec next, CancellationToken cancellationToken)
    {
        if (string.Equals(service.Spec.PrivateDnsName, next.PrivateDnsName, StringComparison.OrdinalIgnoreCase) || service.Spec.PrivateDnsName is null)
        {
            return;
        }

        var users = await TouchedConnections.UsingPrivateDnsAsync(context, service.Id, cancellationToken);
        InvalidInputException.ThrowIfAny(users == 0
            ? []
            : [new(
                "privateDnsName",
                $"{users} connection(s) resolve {service.Spec.PrivateDnsName}, and AWS keeps the name while they do. "
                    + "Ask their consumers to switch private DNS off first.")]);
    }

    private sealed record PlannedChange(EndpointServiceSpec Spec, ReviewedChange Change, IReadOnlyList<ReviewLevel> Levels);
}
