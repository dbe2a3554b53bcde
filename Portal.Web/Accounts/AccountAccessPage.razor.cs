using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Pages;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Accounts;

/// <summary>Which other teams may request connections from an account.</summary>
public sealed partial class AccountAccessPage
{
    [Parameter]
    public string AccountId { get; set; } = "";

    [Inject]
    public required AccountGrantCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override AccountAccessPageQuery Query => new(AccountId);

    private static IReadOnlyList<(string, string)> Crumbs => [("Accounts", PortalUrls.Accounts)];

    private bool IsAdmin => Actor?.IsNetworkAdmin == true;

    private async Task EditAsync(AccountGrantView? grant)
    {
        var parameters = new DialogParameters<AccountGrantDialog>
        {
            { dialog => dialog.Account, Snapshot!.Account },
            { dialog => dialog.Changed, grant },
        };
        var title = grant is null ? $"Let a team connect from {Snapshot!.Account.Alias}" : $"From which VPCs {grant.Team.Name} may connect";
        var shown = await Dialogs.ShowAsync<AccountGrantDialog>(title, parameters, Confirmation.Wide);
        await shown.Result;
    }

    private async Task TakeAwayAsync(AccountGrantView grant)
    {
        var sure = await new Confirmation(
            $"Take it away from {grant.Team.Name}",
            $"{grant.Team.Name} requests nothing more from {grant.Alias}. Connections that stand stay, and their own consumers go on looking after them.",
            "Take it away", IsHarmful: true).AskAsync(Dialogs);
        if (sure is not null)
        {
            await RunAsync(
                actor => Commands.TakeAwayAsync(actor, grant.AccountId, grant.Team.Id, grant.Version, LifetimeToken),
                $"{grant.Team.Name} requests nothing more from {grant.Alias}.");
        }
    }
}
