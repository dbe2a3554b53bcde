using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.People;
using Portal.Web.Invitations;
using Portal.Web.Shared;

namespace Portal.Web.Teams;

/// <summary>What a network admin may do with a team.</summary>
public sealed partial class TeamActions
{
    [Parameter, EditorRequired]
    public TeamDetailsView Team { get; set; } = null!;

    [Inject]
    public required TeamCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private async Task AddAsync()
    {
        var parameters = new DialogParameters<AddMemberDialog> { { dialog => dialog.Team, Team } };
        var shown = await Dialogs.ShowAsync<AddMemberDialog>($"Add a member to {Team.Name}", parameters, Confirmation.Wide);
        await shown.Result;
    }

    private async Task InviteAsync()
    {
        var parameters = new DialogParameters<InviteDialog> { { dialog => dialog.TeamId, Team.Id } };
        var shown = await Dialogs.ShowAsync<InviteDialog>($"Invite somebody to {Team.Name}", parameters, Confirmation.Wide);
        await shown.Result;
    }

    private async Task RenameAsync()
    {
        var parameters = new DialogParameters<TeamDialog> { { dialog => dialog.Changed, Team } };
        var shown = await Dialogs.ShowAsync<TeamDialog>($"Rename {Team.Name}", parameters, Confirmation.Wide);
        await shown.Result;
    }

    private async Task CloseAsync()
    {
        var seen = Team.Version;
        var sure = await new Confirmation(
            $"Close {Team.Name}",
            "Its members leave it at once, its invitations are withdrawn, and it requests from no other team's account any more. Its history stays. "
                + "A team that still owns accounts, services or connections cannot be closed.",
            "Close it", IsHarmful: true).AskAsync(Dialogs);
        if (sure is not null)
        {
            await RunAsync(actor => Commands.CloseAsync(actor, Team.Id, seen, LifetimeToken), $"{Team.Name} is closed.");
        }
    }

    private Task<bool> ReopenAsync()
    {
        var seen = Team.Version;
        return RunAsync(actor => Commands.ReopenAsync(actor, Team.Id, seen, LifetimeToken), $"{Team.Name} is open again. Nobody is in it by hand.");
    }
}
