using Portal.Infrastructure.Accounts;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of accounts shows.</summary>
public sealed record AccountsPageSnapshot(IReadOnlyList<AccountView> Accounts);
