using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Accounts;

/// <summary>Asks for the AWS accounts that a person may see.</summary>
public sealed record AccountsPageQuery : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Account)];
}

/// <summary>What the page of accounts shows.</summary>
public sealed record AccountsPageSnapshot(IReadOnlyList<AccountView> Accounts);

/// <summary>Reads the page of accounts.</summary>
public sealed class AccountsPageReader(AccountQueries accounts) : PageReader<AccountsPageQuery, AccountsPageSnapshot>
{
    public override async Task<AccountsPageSnapshot> ReadAsync(AccountsPageQuery query, CancellationToken cancellationToken) => new(
        [.. (await accounts.ListAsync(query.Reader, cancellationToken))
            .OrderBy(account => account.Team.Name, StringComparer.Ordinal).ThenBy(account => account.Alias, StringComparer.Ordinal)]);
}
