using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Infrastructure.Pages;

/// <summary>Reads the page of accounts.</summary>
public sealed class AccountsPageReader(AccountQueries accounts, UnclaimedEndpointQueries endpoints)
    : PageReader<AccountsPageQuery, AccountsPageSnapshot>
{
    public override async Task<AccountsPageSnapshot> ReadAsync(AccountsPageQuery query, CancellationToken cancellationToken) => new(
        [.. (await accounts.ListAsync(query.Reader, cancellationToken))
            .OrderBy(account => account.Team.Name, StringComparer.Ordinal).ThenBy(account => account.Alias, StringComparer.Ordinal)],
        await endpoints.OfAccountsAsync(query.Reader, cancellationToken));
}
