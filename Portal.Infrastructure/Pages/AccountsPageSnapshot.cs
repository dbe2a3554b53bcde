using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of accounts shows.</summary>
/// <param name="Next">Where the list goes on; none at its end.</param>
/// <param name="Total">How many there are that the filter leaves, on all pages together.</param>
/// <param name="Unclaimed">Endpoints of the reader's own accounts that belong to no known connection.</param>
public sealed record AccountsPageSnapshot(
    IReadOnlyList<AccountView> Accounts, string? Next, int Total, IReadOnlyList<UnclaimedEndpointView> Unclaimed);
