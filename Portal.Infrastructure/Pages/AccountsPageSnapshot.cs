using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of accounts shows.</summary>
/// <param name="Unclaimed">Endpoints of the reader's own accounts that belong to no known connection.</param>
public sealed record AccountsPageSnapshot(IReadOnlyList<AccountView> Accounts, IReadOnlyList<UnclaimedEndpointView> Unclaimed);
