using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts;

/// <summary>Finds accounts and their VPCs for the people who may use them.</summary>
public sealed class AccountLookup(IDbContextFactory<PortalDbContext> contexts, NetworkGateway network, AwsRegions regions)
{
    /// <returns>Whether the region exists and is within the account's reach; otherwise there is an error beside its field.</returns>
    internal bool CheckRegion(AwsAccount account, string? region, InputErrors errors) => regions.Check(account, region, errors);

    /// <returns>The account, if the actor's team may publish from it; otherwise none, and an error beside its field.</returns>
    internal async Task<AwsAccount?> ForProviderAsync(Actor actor, string? accountId, InputErrors errors, CancellationToken cancellationToken) =>
        (await FindAsync(accountId, errors, (_, account) => Task.FromResult(actor.Has(account.TeamId, TeamRole.Provider) ? account.TeamId : (Guid?)null),
            account => account.IsUsable, "is not an account of a team for which you publish services.", cancellationToken))?.Account;

    /// <returns>The account and the team that asks, if it may request into it; otherwise none, and an error beside its field.</returns>
    internal Task<UsableAccount?> ForConsumerAsync(Actor actor, string? accountId, string? vpcId, InputErrors errors, CancellationToken cancellationToken) =>
        FindAsync(accountId, errors, async (context, account) =>
        {
            if (actor.Has(account.TeamId, TeamRole.Consumer))
            {
                return account.TeamId;
            }

            var grants = await context.AccountGrants.AsNoTracking().Where(grant => grant.AccountId == accountId).ToListAsync(cancellationToken);
            return grants.FirstOrDefault(grant => actor.Has(grant.TeamId, TeamRole.Consumer) && grant.Covers(vpcId))?.TeamId;
        }, account => account.CanConnect, "is not an account from which your team may connect.", cancellationToken);

    /// <returns>The VPC, if AWS shows it in the account; otherwise none, and an error beside its field.</returns>
    internal async Task<VpcFacts?> VpcAsync(
        AwsAccount account, string? region, string? vpcId, Party owner, InputErrors errors, CancellationToken cancellationToken)
    {
        if (!CheckRegion(account, region, errors) || !AwsIds.IsVpcId(vpcId))
        {
            return null;
        }

        try
        {
            var vpc = await network.VpcAsync(new AwsScope(account.AccountId, region!), vpcId!, owner, cancellationToken);
            errors.Check(vpc is not null, "vpcId", $"Account {account.AccountId} has no VPC {vpcId} in {region}.");
            return vpc;
        }
        // Nothing is wrong with what was entered when there is no room to look just now.
        catch (AwsCallException refused) when (refused.Failure.Class != RetryClass.Throttled)
        {
            errors.Add("accountId", $"AWS does not let the portal look into account {account.AccountId}: {refused.Failure.Cause}. {refused.Failure.Action}.");
            return null;
        }
    }

    /// <summary>Whether what is asked for is among the tags; otherwise there is an error beside each that is missing or wrong.</summary>
    /// <param name="teamId">The team for which something is made in the account.</param>
    internal async Task CheckTagsAsync(
        AwsAccount account, Guid teamId, IReadOnlyDictionary<string, string?>? tags, InputErrors errors, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await AskedTags.CheckAsync(context, account.AccountId, teamId, tags, errors, cancellationToken);
    }

    private static string WhyNot(AwsAccount account) => account.Stage switch
    {
        AccountStage.Registered when !account.IsManaged => "nobody has proved yet that it is theirs. Prove it on the page Accounts",
        AccountStage.Registered => "nobody has proved yet that it is theirs. Set up its role and prove it on the page Accounts",
        AccountStage.AccessLost => "its role lets the portal in no more. Set up its role again on the page Accounts",
        AccountStage.Retired => "it was retired. Register it again on the page Accounts",
        _ => "it is in a stage that only a newer version of the portal knows",
    };

    private async Task<UsableAccount?> FindAsync(
        string? accountId, InputErrors errors, Func<PortalDbContext, AwsAccount, Task<Guid?>> teamFor, Func<AwsAccount, bool> isFit, string refusal,
        CancellationToken cancellationToken)
    {
        if (!AwsIds.IsAccountId(accountId))
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.AccountId == accountId, cancellationToken);
        // Whether somebody else has registered an account is not for everybody to know.
        if (account is null || await teamFor(context, account) is not { } teamId)
        {
            errors.Add("accountId", $"{accountId} {refusal}");
            return null;
        }

        return errors.Check(isFit(account), "accountId", account.IsManaged || !account.CanConnect
            ? $"The portal cannot use {accountId} at the moment: {WhyNot(account)}."
            : $"{accountId} has given the portal no role; it can only work in accounts that do.")
            ? new(account, teamId)
            : null;
    }
}

/// <summary>An account, and the team for which the actor may use it.</summary>
internal sealed record UsableAccount(AwsAccount Account, Guid TeamId);
