using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>Brings an AWS account into the portal: registers it, says what role to make there, and proves that the role is right.</summary>
public sealed class AccountOnboarding(
    CommandRunner runner, IDbContextFactory<PortalDbContext> contexts, AccountProbe probe, HubIdentity hub, AwsClients clients, AwsRegions regions)
{
    private const int LongestAlias = 100;

    private static readonly Actor Watcher = Actor.System("accounts");

    /// <summary>Registers the account under a new external id. Registering it again before it is proven changes nothing.</summary>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    public async Task<Receipt> RegisterAsync(Actor actor, RegisterAccountInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        errors.Check(AwsIds.IsAccountId(input.AccountId), "accountId", "Enter the account's id: 12 digits.");
        var alias = errors.Name(input.Alias, "alias", LongestAlias, "what people call the account");
        errors.Check(
            AwsIds.IsRegion(input.Region) && regions.IsKnown(input.Region), "region", "Choose an AWS region that the portal knows, for example us-east-1.");
        var team = input.TeamId ?? (actor.TeamIds.Take(2).ToList() is [var only] ? only : null);
        errors.Check(team is not null && (actor.IsIn(team.Value) || actor.IsNetworkAdmin), "teamId", "Choose the team whose account it is: one of yours.");
        errors.ThrowIfAny();
        var hubAccount = await hub.AccountIdAsync(cancellationToken);
        return await runner.RunAsync(actor, key, async (context, changes) =>
        {
            RefuseUnless(
                await context.Teams.AnyAsync(row => row.Id == team && row.ClosedAt == null && row.CustomerOf == null, cancellationToken), "teamId",
                "There is no such team, or it is closed.");
            var known = await context.Accounts.SingleOrDefaultAsync(account => account.AccountId == input.AccountId, cancellationToken);
            RefuseUnless(input.AccountId != hubAccount, "accountId", "The portal itself works from this account. Publish and connect from others.");
            if (known is { Stage: AccountStage.Registered } && known.TeamId == team)
            {
                return ReceiptOf(known);
            }

            // Whose it is, is not for everybody to know.
            RefuseUnless(
                known is null or { Stage: AccountStage.Registered }, "accountId",
                "This account is in the portal already. Ask its team, or a network admin, to let you use it.");
            var role = $"arn:{AwsPartition.OfRegion(input.Region!).Name}:iam::{input.AccountId}:role/{RolePolicy.RoleName}";
            var externalId = RandomNumberGenerator.GetHexString(64, lowercase: true);
            if (known is null)
            {
                known = new AwsAccount(input.AccountId!, team!.Value, alias, input.Region!) { RoleArn = role, ExternalId = externalId };
                context.Accounts.Add(known);
            }
            else
            {
                Tell(changes, known, new("account.register-elsewhere", known.Stage.ToString(), null, "Another team registered it before it was proven."));
                known.RegisterAnew(team!.Value, alias, input.Region!, role, externalId);
                context.AccountGrants.RemoveRange(
                    await context.AccountGrants.Where(grant => grant.AccountId == input.AccountId).ToListAsync(cancellationToken));
            }

            Tell(changes, known, new("account.register", null, known.Stage.ToString(), null));
            return ReceiptOf(known);
        }, cancellationToken);
    }

    /// <summary>What the account's administrator has to make there.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such managed account, or it is another team's.</exception>
    public async Task<RoleSetup> SetupAsync(Actor actor, string accountId, IReadOnlyList<AccountUse> uses, CancellationToken cancellationToken)
    {
        var account = await OwnAsync(actor, accountId, cancellationToken);
        return RoleSetup.Of(
            account.Partition, account.AccountId, account.RoleArn!, account.ExternalId!, await hub.AccountIdAsync(cancellationToken),
            uses.Count == 0 ? Enum.GetValues<AccountUse>() : [.. uses.Distinct().Order()]);
    }

    /// <summary>Tries the role: with the external id it has to let the portal in, without it and with a wrong one it must not.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such managed account, or it is another team's.</exception>
    /// <exception cref="AwsCallException">AWS did not answer, so nothing is known.</exception>
    public async Task<ProofView> ProveAsync(Actor actor, string accountId, CancellationToken cancellationToken)
    {
        var account = await OwnAsync(actor, accountId, cancellationToken);
        var proof = await probe.ProveAsync(new(account.AccountId, account.RoleArn!, account.ExternalId!), account.Region, Party.Consumer, cancellationToken);
        clients.Forget(accountId);
        return new(proof.IsProven, await TakeAsync(actor, account, proof, isAsked: true, cancellationToken), proof.Checks);
    }

    /// <summary>
    /// Tries the role of a proven account again, unasked: what is lost is shown before somebody needs it, and what comes back heals by itself.
    /// </summary>
    /// <exception cref="AwsCallException">AWS did not answer, so nothing is known.</exception>
    public async Task WatchAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.AccountId == accountId, cancellationToken);
        if (account is not { Stage: AccountStage.Proven or AccountStage.AccessLost, RoleArn: { } role, ExternalId: { } externalId })
        {
            return;
        }

        var proof = await probe.ProveAsync(new(accountId, role, externalId), account.Region, Party.Consumer, cancellationToken);
        await TakeAsync(Watcher, account, proof, isAsked: false, cancellationToken);
    }

    /// <param name="account">As it was when the role was tried; what has been registered anew since was not tried.</param>
    /// <param name="isAsked">Whether somebody wants to know; what only confirms the stage is else not worth a line.</param>
    private async Task<AccountStage> TakeAsync(Actor actor, AwsAccount account, AccountProof proof, bool isAsked, CancellationToken cancellationToken)
    {
        var stage = account.Stage;
        await runner.RunAsync(actor, null, async (context, changes) =>
        {
            var row = await context.Accounts.SingleAsync(row => row.AccountId == account.AccountId, cancellationToken);
            var from = row.Stage;
            if (row.ExternalId == account.ExternalId)
            {
                Mark(row, proof);
            }

            stage = row.Stage;
            if (isAsked || stage != from)
            {
                Tell(changes, row, new(
                    proof.IsProven ? "account.prove" : "account.proof-failed", from.ToString(), stage.ToString(),
                    proof.Checks.FirstOrDefault(check => check.Verdict == ProbeVerdict.Failed)?.Words));
            }

            if (stage == AccountStage.Proven && from != stage)
            {
                changes.Check((_, _) => WorkTable.WakeBlockedAsync(context, cancellationToken, row.AccountId));
            }

            return ReceiptOf(row);
        }, cancellationToken);
        return stage;
    }

    private static void Mark(AwsAccount account, AccountProof proof)
    {
        if (proof.IsProven && AccountLifecycle.Moves.ContainsKey((account.Stage, AccountAction.MarkProven)))
        {
            account.MarkProven();
        }
        else if (proof.RoleAssumed.Verdict == ProbeVerdict.Failed && account.Stage == AccountStage.Proven)
        {
            account.MarkAccessLost();
        }
    }

    private async Task<AwsAccount> OwnAsync(Actor actor, string accountId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.AccountId == accountId, cancellationToken);
        return account is { RoleArn: not null, ExternalId: not null } && (actor.IsIn(account.TeamId) || actor.IsNetworkAdmin)
            ? account
            : throw new SubjectNotFoundException("managed account of your teams");
    }

    private static void Tell(ChangeSet changes, AwsAccount account, DomainEvent happened)
    {
        changes.Audit(new(SubjectKind.Account, account.AccountId, [account.TeamId]), happened);
        changes.Publish(SubjectKind.Account, Guid.Empty, 0);
    }

    private static Receipt ReceiptOf(AwsAccount account) => new(Guid.Empty, account.Stage.ToString(), 0);

    private static void RefuseUnless(bool holds, string field, string message)
    {
        if (!holds)
        {
            throw new InvalidInputException([new(field, message)]);
        }
    }
}
