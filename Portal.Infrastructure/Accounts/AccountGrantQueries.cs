using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Accounts;

/// <summary>What people read of which team may request into whose account: network admins and auditors of all, others of what concerns their teams.</summary>
public sealed class AccountGrantQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Of one account; by team.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such account, or the actor may not see it.</exception>
    public async Task<IReadOnlyList<AccountGrantView>> OfAccountAsync(Actor actor, string accountId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await OfAccountAsync(context, actor, accountId, cancellationToken);
    }

    internal static async Task<IReadOnlyList<AccountGrantView>> OfAccountAsync(
        PortalDbContext context, Actor actor, string accountId, CancellationToken cancellationToken)
    {
        var owner = await context.Accounts.Where(account => account.AccountId == accountId).Select(account => (Guid?)account.TeamId)
            .SingleOrDefaultAsync(cancellationToken);
        if (owner is null || !(actor.SeesEverything || actor.IsIn(owner.Value)))
        {
            throw new SubjectNotFoundException("account of your teams");
        }

        return await ReadAsync(context, context.AccountGrants.Where(grant => grant.AccountId == accountId), cancellationToken);
    }

    /// <summary>What one team may request into, besides its own accounts.</summary>
    internal static Task<IReadOnlyList<AccountGrantView>> OfTeamAsync(PortalDbContext context, Guid teamId, CancellationToken cancellationToken) =>
        ReadAsync(context, context.AccountGrants.Where(grant => grant.TeamId == teamId), cancellationToken);

    private static async Task<IReadOnlyList<AccountGrantView>> ReadAsync(
        PortalDbContext context, IQueryable<AccountGrant> grants, CancellationToken cancellationToken)
    {
        var read = await (
            from grant in grants
            join account in context.Accounts on grant.AccountId equals account.AccountId
            join owner in context.Teams on account.TeamId equals owner.Id
            join team in context.Teams on grant.TeamId equals team.Id
            orderby team.Name, account.AccountId
            select new { Grant = grant, account.Alias, Owner = owner.Name, OwnerId = owner.Id, Team = team.Name })
            .AsNoTracking().ToListAsync(cancellationToken);
        return [.. read.Select(one => new AccountGrantView(
            one.Grant.AccountId, one.Alias, new(one.OwnerId, one.Owner), new(one.Grant.TeamId, one.Team), one.Grant.VpcIds, one.Grant.Version,
            !ReferenceEquals(one.Grant.VpcIds, AccountGrant.UnreadableVpcIds)))];
    }
}
