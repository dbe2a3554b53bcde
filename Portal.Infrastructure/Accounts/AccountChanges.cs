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

    public static Receipt ReceiptOf(AwsAccount account) => new(Guid.Empty, account.Stage.ToString(), 0);
}
