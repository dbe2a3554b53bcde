using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Changes;

namespace Portal.Web.Accounts;

/// <summary>The AWS accounts that the person may see, and what is in them.</summary>
public sealed partial class AccountsPage
{
    [Inject]
    public required AccountQueries Accounts { get; init; }

    protected override string SnapshotKey => "accounts";

    protected override bool Concerns(Change change) => change.Kind == SubjectKind.Account;

    protected override async Task<AccountsSnapshot> ReadAsync(Actor actor, CancellationToken cancellationToken) =>
        new([.. (await Accounts.ListAsync(actor, cancellationToken)).OrderBy(account => account.Team.Name, StringComparer.Ordinal).ThenBy(account => account.Alias, StringComparer.Ordinal)]);
}

/// <summary>What the page of accounts shows.</summary>
public sealed record AccountsSnapshot(IReadOnlyList<AccountView> Accounts);
