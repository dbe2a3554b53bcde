using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Accounts;

/// <summary>What people do with accounts.</summary>
public sealed class AccountCommands(CommandRunner runner)
{
    /// <summary>
    /// Forgets a tag that people have set or a refusal has taught: forms ask for it no more, until AWS asks for it again. Asking again changes nothing.
    /// </summary>
    /// <exception cref="SubjectNotFoundException">There is no such account, or the actor may not see it.</exception>
    /// <exception cref="AccessRefusedException">The account is another team's.</exception>
    public Task ForgetTagAsync(Actor actor, string accountId, string key, CancellationToken cancellationToken) =>
        runner.RunAsync(actor, null, async (context, changes) =>
        {
            var account = await OwnAsync(
                context.Accounts.AsNoTracking(), context, actor, accountId, "can say that a tag is not asked for", cancellationToken);
            object[] forgotten =
            [
                .. await context.AskedTags.Where(tag => tag.AccountId == accountId && tag.Key == key).ToListAsync(cancellationToken),
                .. await context.MandatoryTags.Where(tag => tag.AccountId == accountId && tag.Key == key).ToListAsync(cancellationToken),
            ];
            if (forgotten.Length > 0)
            {
                context.RemoveRange(forgotten);
                changes.Tell(account, new("account.tag.forget", key, null, null));
            }

            return new Receipt(Guid.Empty, account.Stage.ToString(), 0);
        }, cancellationToken);

    /// <summary>
    /// Gives an account up: the portal does nothing more there, other teams connect from it no more, and whoever registers it again has to prove it again.
    /// Retiring it again changes nothing.
    /// </summary>
    /// <exception cref="SubjectNotFoundException">There is no such account, or the actor may not see it.</exception>
    /// <exception cref="AccessRefusedException">The account is another team's.</exception>
    /// <exception cref="DomainException">Something lives in it; it is named.</exception>
    public Task RetireAsync(Actor actor, string accountId, CancellationToken cancellationToken) =>
        runner.RunAsync(actor, null, async (context, changes) =>
        {
            var account = await OwnAsync(context.Accounts, context, actor, accountId, "can retire it", cancellationToken);
            if (account.Stage == AccountStage.Retired)
            {
                return AccountChanges.ReceiptOf(account);
            }

            var from = account.Stage;
            account.Retire();
            await changes.TakeGrantsAwayAsync(context, account, "The account was retired", cancellationToken);
            changes.Tell(account, new("account.retire", from.ToString(), account.Stage.ToString(), null));
            changes.RequireEmpty(account);
            return AccountChanges.ReceiptOf(account);
        }, cancellationToken);

    internal static async Task<AwsAccount> OwnAsync(
        IQueryable<AwsAccount> accounts, PortalDbContext context, Actor actor, string accountId, string what, CancellationToken cancellationToken)
    {
        var teams = actor.TeamIds.ToArray();
        var account = await accounts.SingleOrDefaultAsync(
            account => account.AccountId == accountId && (actor.SeesEverything || teams.Contains(account.TeamId)
                || context.AccountGrants.Any(grant => grant.AccountId == account.AccountId && teams.Contains(grant.TeamId))), cancellationToken)
            ?? throw new SubjectNotFoundException("account");
        return actor.IsNetworkAdmin || actor.IsIn(account.TeamId)
            ? account
            : throw new AccessRefusedException($"Only the team that owns the account and network admins {what}.");
    }
}
