using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of an account's grants.</summary>
public sealed class AccountAccessPageReader(IDbContextFactory<PortalDbContext> contexts, AccountQueries accounts)
    : PageReader<AccountAccessPageQuery, AccountAccessPageSnapshot>
{
    private const int HistoryRows = 20;

    public override async Task<AccountAccessPageSnapshot> ReadAsync(AccountAccessPageQuery query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var grants = await AccountGrantQueries.OfAccountAsync(context, query.Reader, query.AccountId, cancellationToken);
        var account = (await accounts.ListAsync(query.Reader, cancellationToken)).FirstOrDefault(account => account.AccountId == query.AccountId)
            ?? throw new SubjectNotFoundException("account");
        return new(
            account, grants, await AuditQueries.NewestOfSubjectAsync(context, SubjectKind.Account, query.AccountId, HistoryRows, cancellationToken));
    }
}
