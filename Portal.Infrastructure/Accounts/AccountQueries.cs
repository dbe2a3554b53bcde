using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Accounts;

/// <summary>What people read of accounts.</summary>
public sealed class AccountQueries(IDbContextFactory<PortalDbContext> contexts, NetworkGateway network, AwsRegions regions)
{
    /// <summary>The accounts that the actor's teams own or may request into; all of them for admins and auditors.</summary>
    public async Task<IReadOnlyList<AccountView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var teams = actor.TeamIds.ToArray();
        var accounts = await context.Accounts.AsNoTracking()
            .Where(account => actor.SeesEverything || teams.Contains(account.TeamId)
                || context.AccountGrants.Any(grant => grant.AccountId == account.AccountId && teams.Contains(grant.TeamId)))
            .OrderBy(account => account.AccountId).ToListAsync(cancellationToken);
        var names = await TeamQueries.NamesAsync(context, [.. accounts.Select(account => account.TeamId).Distinct()], cancellationToken);
        var unreadable = await UnreadableParts.OfAsync(context, accounts, cancellationToken);
        var asked = await AskedTags.OfAsync(context, [.. accounts.Select(account => account.AccountId)], cancellationToken);
        var teamTags = await TeamTagsAsync(context, actor, accounts, cancellationToken);
        return [.. accounts.Select(account => new AccountView(
            account.AccountId, account.Alias, new TeamView(account.TeamId, names[account.TeamId]), account.Region, account.IsManaged, account.Stage,
            unreadable.GetValueOrDefault(account.AccountId), [.. asked[account.AccountId]],
            SeesRole(actor, account) ? account.MissingPermissions : null, SeesRole(actor, account) ? account.PermissionsTriedAt : null,
            teamTags(account)))];
    }

    /// <summary>In an account of the reader's own those of its team; in one into which only their teams were let those of these teams.</summary>
    private static async Task<Func<AwsAccount, IReadOnlyList<AskedTagView>>> TeamTagsAsync(
        PortalDbContext context, Actor actor, IReadOnlyCollection<AwsAccount> accounts, CancellationToken cancellationToken)
    {
        var own = actor.TeamIds.ToArray();
        var ids = accounts.Select(account => account.AccountId).ToArray();
        var let = (await context.AccountGrants.AsNoTracking().Where(grant => ids.Contains(grant.AccountId) && own.Contains(grant.TeamId))
            .Select(grant => new { grant.AccountId, grant.TeamId }).ToListAsync(cancellationToken)).ToLookup(grant => grant.AccountId, grant => grant.TeamId);
        Guid[] TeamsOf(AwsAccount account) => actor.IsIn(account.TeamId) || !let.Contains(account.AccountId) ? [account.TeamId] : [.. let[account.AccountId]];
        var tags = await AskedTags.OfTeamsAsync(context, [.. accounts.SelectMany(TeamsOf).Distinct()], cancellationToken);
        return account => AskedTagView.Merge(TeamsOf(account).SelectMany(team => tags[team]));
    }

    private static bool SeesRole(Actor actor, AwsAccount account) => actor.SeesEverything || actor.IsIn(account.TeamId);

    /// <summary>The tags that are asked for of what a team has in an account; nothing where the actor may not see the account.</summary>
    public async Task<IReadOnlyList<AskedTagView>> AskedTagsAsync(Actor actor, string accountId, Guid teamId, CancellationToken cancellationToken)
    {
        if ((await ListAsync(actor, cancellationToken)).FirstOrDefault(account => account.AccountId == accountId) is not { } account)
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return AskedTagView.Merge([.. account.AskedTags ?? [], .. (await AskedTags.OfTeamsAsync(context, [teamId], cancellationToken))[teamId]]);
    }

    /// <summary>The VPCs of an account as AWS shows them now.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such account, or the actor may not see it.</exception>
    public async Task<IReadOnlyList<VpcFacts>> VpcsAsync(Actor actor, string accountId, string? region, CancellationToken cancellationToken)
    {
        var account = (await ListAsync(actor, cancellationToken)).FirstOrDefault(account => account.AccountId == accountId)
            ?? throw new SubjectNotFoundException("account");
        await RequireRegionAsync(accountId, region, cancellationToken);
        var vpcs = await network.VpcsAsync(new AwsScope(accountId, region ?? account.Region), Party.Consumer, cancellationToken);
        if (actor.SeesEverything || actor.IsIn(account.Team.Id))
        {
            return vpcs;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var grants = await context.AccountGrants.AsNoTracking().Where(grant => grant.AccountId == accountId).ToListAsync(cancellationToken);
        var own = grants.Where(grant => actor.IsIn(grant.TeamId)).ToList();
        return [.. vpcs.Where(vpc => own.Any(grant => grant.Covers(vpc.Id)))];
    }

    /// <exception cref="InvalidInputException">There is no such region, or the account does not reach into it.</exception>
    private async Task RequireRegionAsync(string accountId, string? region, CancellationToken cancellationToken)
    {
        if (region is null)
        {
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context.Accounts.AsNoTracking().SingleAsync(account => account.AccountId == accountId, cancellationToken);
        var errors = new InputErrors(cancellationToken);
        errors.Check(AwsIds.IsRegion(region), "region", "Enter an AWS region, for example us-east-1.");
        regions.Check(account, region, errors);
        errors.ThrowIfAny();
    }
}
