using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of accounts.</summary>
public sealed class AccountsPageReader(AccountQueries accounts, UnclaimedEndpointQueries endpoints)
    : PageReader<AccountsPageQuery, AccountsPageSnapshot>
{
    private const int RowsAtOnce = 50;

    public override async Task<AccountsPageSnapshot> ReadAsync(AccountsPageQuery query, CancellationToken cancellationToken)
    {
        var found = query.Filter.Apply(await accounts.ListAsync(query.Reader, cancellationToken));
        // One that is gone meanwhile begins the list anew.
        var begun = string.IsNullOrEmpty(query.Cursor)
            ? 0 : found.Select((account, index) => (account, index)).FirstOrDefault(one => one.account.AccountId == query.Cursor, (null!, -1)).index + 1;
        var page = found.Skip(begun).Take(RowsAtOnce).ToList();
        return new(
            page, begun + page.Count < found.Count ? page[^1].AccountId : null, found.Count,
            await endpoints.OfAccountsAsync(query.Reader, cancellationToken));
    }
}
