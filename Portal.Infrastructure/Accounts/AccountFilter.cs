using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Accounts;

/// <summary>Which accounts a list shows: whatever is given has to hold together.</summary>
/// <param name="Search">A part of the account's name or its team's, or the beginning of its id.</param>
public sealed record AccountFilter(string? Search, ChosenWords<AccountStage> Stages)
{
    public bool Leaves(AccountView account) => (Stages.Count == 0 || Stages.Contains(account.Stage))
        && (Search?.Trim() is not { Length: > 0 } wanted || account.AccountId.StartsWith(wanted, StringComparison.Ordinal)
            || account.Alias.Contains(wanted, StringComparison.OrdinalIgnoreCase) || account.Team.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase));

    /// <summary>By team, and within it by name.</summary>
    public IReadOnlyList<AccountView> Apply(IEnumerable<AccountView> accounts) =>
    [
        .. accounts.Where(Leaves).OrderBy(account => account.Team.Name, StringComparer.Ordinal).ThenBy(account => account.Alias, StringComparer.Ordinal)
            .ThenBy(account => account.AccountId, StringComparer.Ordinal),
    ];
}
