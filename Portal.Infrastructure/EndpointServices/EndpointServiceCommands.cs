using System.Xml;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What people do with services: publish, describe, withdraw, retry.</summary>
public sealed class EndpointServiceCommands(CommandRunner runner, AccountLookup accounts, PrivateDnsProofs proofs, TimeProvider clock)
{
    private const int LongestNotice = 100;

    /// <summary>What of a service is wrong whatever AWS and the database say: all that can be told while somebody is still entering it.</summary>
    public static IReadOnlyList<FieldError> CheckForm(PublishServiceInput input)
    {
        var errors = new InputErrors();
        PublishServiceValidator.CheckForm(input, errors);
        return errors.All;
    }

    /// <summary>Tells what publishing would make; stores nothing.</summary>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input.</exception>
    public async Task<PublishPreview> PreviewAsync(Actor actor, PublishServiceInput input, CancellationToken cancellationToken)
    {
        PublishServiceValidator.ThrowIfTooMany(input);
        return PublishPreview.Of((await CheckAsync(actor, input, cancellationToken)).Draft.Spec, clock.GetUtcNow());
    }

    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    public async Task<Receipt> PublishAsync(Actor actor, PublishServiceInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        PublishServiceValidator.ThrowIfTooMany(input);
        if (await runner.EarlierAsync(actor, key, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var (account, draft) = await CheckAsync(actor, input, cancellationToken);
        return await runner.RunAsync(actor, key, (context, changes) =>
        {
            var service = EndpointService.Publish(account.TeamId, draft, changes.Now);
            context.EndpointServices.Add(service);
            changes.RequireNotRetired(account.AccountId);
            changes.Track(service);
            return Task.FromResult(ReceiptOf(service));
        }, cancellationToken);
    }

    /// <summary>Changes what people read of a service, and its tags in AWS.</summary>
    /// <param name="seenVersion">The version that the person was shown.</param>
    public Task<Receipt> DescribeAsync(Actor actor, Guid id, int? seenVersion, DescribeServiceInput input, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor, id, seenVersion, null, (context, _, service) => DescribeAsync(context, service, input, cancellationToken), cancellationToken);

    internal static async Task DescribeAsync(
        PortalDbContext context, EndpointService service, DescribeServiceInput input, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        var name = input.Name is null ? service.Name : errors.Name(input.Name, "name", 100, "a name that consumers will recognise");
        errors.Optional(input.Description, "description", 2_000);
        errors.OptionalName(input.ExternalReference, "externalReference", 200);
        AudienceValidator.Check(input.Visibility, "visibility", errors);
        AudienceValidator.Check(input.AutoApproval, "autoApproval", errors);
        var tags = input.Tags is null ? service.Tags : errors.Tags(input.Tags);
        if (input.Tags is not null)
        {
            await AskedTags.CheckAsync(context, service.Spec.AccountId, service.TeamId, input.Tags, errors, cancellationToken);
        }

        errors.ThrowIfAny();
        service.Describe(
            name, input.Description?.Trim() ?? service.Description,
            AudienceValidator.Read(input.Visibility, service.Visibility), AudienceValidator.Read(input.AutoApproval, service.AutoApproval),
            input.ExternalReference ?? service.ExternalReference, tags);
    }

    /// <summary>Takes no new connections from now on, and deletes everything when the notice is over.</summary>
    public Task<Receipt> WithdrawAsync(
        Actor actor, Guid id, int? seenVersion, WithdrawServiceInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var end = End(input);
        return ChangeAsync(actor, id, seenVersion, key, async (context, changes, service) =>
        {
            await ServiceReviewRounds.CloseAsync(context, changes, service, "The service is being withdrawn", cancellationToken);
            if (service.Stage == EndpointServiceStage.Publishing || service.Stage == EndpointServiceStage.Lost)
            {
                service.Withdraw(input.Message, changes.Now);
                await EndpointServiceWithdrawal.TerminateConnectionsAsync(context, changes, service, cancellationToken);
                return;
            }

            service.Drain(end, input.Message, changes.Now);
            await EndpointServiceWithdrawal.DenyPendingAsync(context, changes, service, cancellationToken);
            if (end <= changes.Now)
            {
                await EndpointServiceWithdrawal.FinishDrainingAsync(context, changes, service, cancellationToken);
            }
        }, cancellationToken);
    }

    /// <summary>Takes connections again: a change of mind while draining.</summary>
    public Task<Receipt> ResumeAsync(Actor actor, Guid id, int? seenVersion, IdempotencyKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, seenVersion, key, (_, changes, service) =>
        {
            service.Resume(changes.Now);
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Looks again at once, for example after a person removed what blocked it.</summary>
    public Task<Receipt> RetryAsync(Actor actor, Guid id, IdempotencyKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, null, key, (_, changes, service) =>
        {
            if (!EndpointServiceLifecycle.IsReconciled(service.Stage))
            {
                throw new IllegalMoveException("The service", service.Stage.ToString(), "Retry");
            }

            service.Retry();
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Has AWS look for the proof of the private DNS name once more, and looks for it in public DNS at once.</summary>
    public async Task<VerificationReceipt> VerifyPrivateDnsAsync(Actor actor, Guid id, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var receipt = await ChangeAsync(actor, id, null, key, async (context, _, service) =>
        {
            await PrivateDnsProofs.RefuseProvenAsync(context, service, cancellationToken);
            service.AskVerification(await WorkTable.NowAsync(context, cancellationToken));
        }, cancellationToken, (actor, service) =>
        {
            if (!actor.Has(service.TeamId, TeamRole.Provider) && !actor.IsNetworkAdmin)
            {
                throw new AccessRefusedException("Only providers of the service's team and network admins can have its private DNS name verified.");
            }
        });
        return new(receipt, await proofs.LookAsync(id, cancellationToken));
    }

    internal static Receipt ReceiptOf(EndpointService service) => new(service.Id, service.Stage.ToString(), service.Version);

    private async Task<(AwsAccount Account, EndpointServiceDraft Draft)> CheckAsync(Actor actor, PublishServiceInput input, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        PublishServiceValidator.CheckForm(input, errors);
        var account = await accounts.ForProviderAsync(actor, input.AccountId, errors, cancellationToken);
        var vpc = account is null ? null : await accounts.VpcAsync(account, input.Region, input.VpcId, Party.Provider, errors, cancellationToken);
        if (account is not null)
        {
            await accounts.CheckTagsAsync(account, account.TeamId, input.Tags, errors, cancellationToken);
        }

        if (vpc is not null)
        {
            PublishServiceValidator.CheckAgainst(vpc, input, errors);
        }

        errors.ThrowIfAny();
        return (account!, PublishServiceValidator.Draft(input, vpc!));
    }

    private Task<Receipt> ChangeAsync(
        Actor actor, Guid id, int? seenVersion, IdempotencyKey? key, Func<PortalDbContext, ChangeSet, EndpointService, Task> change,
        CancellationToken cancellationToken, Action<Actor, EndpointService>? require = null) =>
        runner.ChangeServiceAsync(actor, id, seenVersion, key, change, cancellationToken, require);

    private DateTimeOffset End(WithdrawServiceInput input)
    {
        var now = clock.GetUtcNow();
        var errors = new InputErrors();
        errors.Check(input.Notice is null || input.EndsAt is null, "notice", "Give a notice or an end, not both.");
        errors.Optional(input.Message, "message", 2_000);
        var notice = TimeSpan.Zero;
        if (input.Notice is not null && errors.Check(input.Notice.Length <= LongestNotice, "notice", "Give a duration like P14D or PT12H."))
        {
            try
            {
                notice = XmlConvert.ToTimeSpan(input.Notice);
                errors.Check(notice >= TimeSpan.Zero && notice <= TimeSpan.FromDays(366), "notice", "Give at most a year.");
            }
            catch (Exception malformed) when (malformed is FormatException or OverflowException)
            {
                errors.Add("notice", $"\"{input.Notice}\" is not a duration like P14D or PT12H.");
            }
        }

        errors.ThrowIfAny();
        return input.EndsAt ?? now + notice;
    }
}
