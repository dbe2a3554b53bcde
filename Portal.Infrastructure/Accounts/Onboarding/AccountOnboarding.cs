using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Accounts.Onboarding;

/// <summary>Brings a managed AWS account into the portal: registers it, says what role to make there, and proves that the role is right.</summary>
public sealed class AccountOnboarding(
    CommandRunner runner, IDbContextFactory<PortalDbContext> contexts, AccountProbe probe, PermissionProbe permissions, HubIdentity hub,
    AwsClients clients, AccountRegistration registration)
{
    private static readonly Actor Watcher = Actor.System("accounts");

    /// <summary>Registers the account under a new external id. Registering it again before it is proven changes nothing.</summary>
    /// <exception cref="InvalidInputException">Everything that is wrong with the input; nothing was stored.</exception>
    public Task<Receipt> RegisterAsync(Actor actor, RegisterAccountInput input, IdempotencyKey? key, CancellationToken cancellationToken) =>
        registration.RegisterAsync(actor, input, isManaged: true, key, cancellationToken);

    /// <summary>What the account's administrator has to make there.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such managed account, or it is another team's.</exception>
    public async Task<RoleSetup> SetupAsync(Actor actor, string accountId, IReadOnlyList<AccountUse> uses, CancellationToken cancellationToken)
    {
        var account = await OwnAsync(actor, accountId, cancellationToken);
        return RoleSetup.Of(
            account.Partition, account.AccountId, account.RoleArn!, account.ExternalId!, await hub.AccountIdAsync(cancellationToken),
            uses.Count == 0 ? Enum.GetValues<AccountUse>() : [.. uses.Distinct().Order()]);
    }

    /// <summary>
    /// Tries the role: with the external id it has to let the portal in, without it and with a wrong one it must not; then its single permissions.
    /// </summary>
    /// <param name="uses">What the portal is to do there; nothing means what it was tried for before.</param>
    /// <exception cref="SubjectNotFoundException">There is no such managed account, or it is another team's.</exception>
    /// <exception cref="AwsCallException">AWS did not answer, so nothing is known.</exception>
    public async Task<ProofView> ProveAsync(Actor actor, string accountId, IReadOnlyCollection<AccountUse> uses, CancellationToken cancellationToken)
    {
        var account = await OwnAsync(actor, accountId, cancellationToken);
        if (uses.Count > 0)
        {
            account.UseFor(uses.Contains(AccountUse.Provider), uses.Contains(AccountUse.Consumer));
        }

        var proof = await probe.ProveAsync(new(account.AccountId, account.RoleArn!, account.ExternalId!), account.Region, Party.Consumer, cancellationToken);
        clients.Forget(accountId);
        var tried = await PermissionsAsync(account, proof, cancellationToken);
        return new(proof.IsProven, await TakeAsync(actor, account, proof, tried, isAsked: true, cancellationToken), proof.Checks, tried);
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
        await TakeAsync(Watcher, account, proof, await PermissionsAsync(account, proof, cancellationToken), isAsked: false, cancellationToken);
    }

    /// <returns>None where it is not known what the role is for, or AWS did not answer: then what was known stays.</returns>
    private async Task<IReadOnlyList<PermissionCheck>?> PermissionsAsync(AwsAccount account, AccountProof proof, CancellationToken cancellationToken)
    {
        AccountUse[] uses = [.. Enum.GetValues<AccountUse>().Where(use => use == AccountUse.Provider ? account.IsForPublishing : account.IsForConnecting)];
        if (!proof.IsProven || uses.Length == 0)
        {
            return null;
        }

        try
        {
            return await permissions.ProbeAsync(
                new(account.AccountId, account.Region), RolePolicy.Permissions(uses), Party.Consumer, cancellationToken);
        }
        catch (AwsCallException)
        {
            return null;
        }
    }

    /// <param name="account">As it was when the role was tried; what has been registered anew since was not tried.</param>
    /// <param name="tried">Its single permissions; none where they were not tried.</param>
    /// <param name="isAsked">Whether somebody wants to know; what only confirms the stage is else not worth a line.</param>
    private async Task<AccountStage> TakeAsync(
        Actor actor, AwsAccount account, AccountProof proof, IReadOnlyList<PermissionCheck>? tried, bool isAsked, CancellationToken cancellationToken)
    {
        var stage = account.Stage;
        await runner.RunAsync(actor, null, async (context, changes) =>
        {
            var row = await context.Accounts.SingleAsync(row => row.AccountId == account.AccountId, cancellationToken);
            var from = row.Stage;
            if (row.ExternalId == account.ExternalId)
            {
                Mark(row, proof);
                Note(row, account, tried, changes);
            }

            stage = row.Stage;
            if (isAsked || stage != from)
            {
                changes.Tell(row, new(
                    proof.IsProven ? "account.prove" : "account.proof-failed", from.ToString(), stage.ToString(),
                    proof.Checks.FirstOrDefault(check => check.Verdict == ProbeVerdict.Failed)?.Words));
            }

            if (stage == AccountStage.Proven && from != stage)
            {
                changes.Check((_, _) => WorkTable.WakeBlockedAsync(context, cancellationToken, row.AccountId));
            }

            return AccountChanges.ReceiptOf(row);
        }, cancellationToken);
        return stage;
    }

    private static void Note(AwsAccount row, AwsAccount account, IReadOnlyList<PermissionCheck>? tried, ChangeSet changes)
    {
        row.UseFor(account.IsForPublishing, account.IsForConnecting);
        if (tried is null)
        {
            return;
        }

        string[] missing = [.. tried.Where(check => check.Verdict == PermissionVerdict.Missing).Select(check => check.Permission)];
        if (row.NotePermissions(missing, changes.Now))
        {
            changes.Tell(row, new(
                "account.permissions", null, null, missing.Length == 0 ? "Nothing is missing any more" : $"Missing: {string.Join(", ", missing)}"));
        }
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
}
