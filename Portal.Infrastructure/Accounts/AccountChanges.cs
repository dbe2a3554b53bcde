using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Accounts;

/// <summary>What every change of an account leaves behind.</summary>
internal static class AccountChanges
{
    public static void Tell(this ChangeSet changes, AwsAccount account, DomainEvent happened)
    {
        changes.Audit(new(SubjectKind.Account, account.AccountId, [account.TeamId]), happened);
        changes.Publish(SubjectKind.Account, Guid.Empty, 0);
    }

    /// <summary>Other teams connect from the account no more; each is told, and pages that show it change at once.</summary>
    public static async Task TakeGrantsAwayAsync(
        this ChangeSet changes, PortalDbContext context, AwsAccount account, string reason, CancellationToken cancellationToken)
    {
        foreach (var grant in await context.AccountGrants.Where(grant => grant.AccountId == account.AccountId).ToListAsync(cancellationToken))
        {
            context.Remove(grant);
            changes.Audit(
                new(SubjectKind.Account, account.AccountId, [.. new[] { account.TeamId, grant.TeamId }.Distinct()]),
                new("account.grant.take-away", null, null, reason, new Dictionary<string, string?> { ["team"] = grant.TeamId.ToString() }));
            changes.Publish(SubjectKind.Team, grant.TeamId, 0);
        }
    }

    public static Receipt ReceiptOf(AwsAccount account) => new(Guid.Empty, account.Stage.ToString(), 0);
}
