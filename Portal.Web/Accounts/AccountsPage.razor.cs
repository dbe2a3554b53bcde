using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Web.Lists;

namespace Portal.Web.Accounts;

/// <summary>The AWS accounts that the person may see, and what is in them.</summary>
public sealed partial class AccountsPage
{
    // So few are all shown with what is in them; of more, those that somebody opens.
    private const int OpenAtOnce = 4;

    private const string Nothing =
        "No team of yours has brought an AWS account into the portal, and no other team lets yours connect from one of theirs.";

    private static readonly AccountStage[] Stages = [.. Enum.GetValues<AccountStage>().Where(stage => stage != AccountStage.Unknown)];

    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    /// <summary>The one that is shown with what is in it.</summary>
    [SupplyParameterFromQuery]
    public string? Open { get; set; }

    protected override string ListName => AccountFile.Name;

    protected override AccountsPageQuery Query => new(Filter, Cursor);

    private AccountFilter Filter => new(Search, ChosenWords.Read<AccountStage>(Stage));

    private bool OpensAll => Open is null && Snapshot!.Total <= OpenAtOnce;

    private IReadOnlyList<AccountView> Opened => [.. Snapshot!.Accounts.Where(IsOpen)];

    private bool IsOpen(AccountView account) => OpensAll || account.AccountId == Open;

    private string AddressOf(AccountView account) => Navigation.GetUriWithQueryParameter(ListAddress.Open, account.AccountId);

    private bool MayAdopt(UnclaimedEndpointView endpoint) => endpoint.IsAdoptable && Actor is { } actor
        && (actor.IsNetworkAdmin || Snapshot!.Accounts.Any(
            account => account.AccountId == endpoint.OwnerAccountId && actor.Has(account.Team.Id, TeamRole.Consumer)));
}
