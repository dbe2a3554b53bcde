using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Accounts;

/// <summary>What people do with accounts.</summary>
public sealed class AccountCommands(CommandRunner runner)
{
    /// <summary>Forgets a tag that a refusal has taught: forms ask for it no more, until AWS asks for it again. Asking again changes nothing.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such account, or the actor may not see it.</exception>
    /// <exception cref="AccessRefusedException">The account is another team's.</exception>
    public Task ForgetTagAsync(Actor actor, string accountId, string key, CancellationToken cancellationToken) =>
        runner.RunAsync(actor, null, async (context, changes) =>
        {
            var teams = actor.TeamIds.ToArray();
            var account = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(
                account => account.AccountId == accountId && (actor.SeesEverything || teams.Contains(account.TeamId)
                    || context.AccountGrants.Any(grant => grant.AccountId == account.AccountId && teams.Contains(grant.TeamId))), cancellationToken)
                ?? throw new SubjectNotFoundException("account");
            if (!actor.IsNetworkAdmin && !actor.IsIn(account.TeamId))
            {
                throw new AccessRefusedException("Only the team that owns the account and network admins can say that a tag is not asked for.");
            }

            if (await context.AskedTags.SingleOrDefaultAsync(tag => tag.AccountId == accountId && tag.Key == key, cancellationToken) is { } tag)
            {
                context.Remove(tag);
                await AskedTags.AuditAsync(context, changes, accountId, new("account.tag.forget", key, null, null), cancellationToken);
            }

            return new Receipt(Guid.Empty, account.Stage.ToString(), 0);
        }, cancellationToken);
}
