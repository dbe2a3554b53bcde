using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.People;
using Portal.Web.Shared;

namespace Portal.Web.Teams;

/// <summary>Who is in a team, as what and why.</summary>
public sealed partial class TeamMembers
{
    [Parameter, EditorRequired]
    public TeamDetailsView Team { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<MemberView> Members { get; set; } = [];

    [Parameter]
    public bool MayChange { get; set; }

    /// <summary>Whether the reader may open the people's own pages.</summary>
    [Parameter]
    public bool SeesPeople { get; set; }

    [Inject]
    public required MemberCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private async Task ChangeAsync(MemberView member)
    {
        var parameters = new DialogParameters<ChangeMemberDialog> { { dialog => dialog.TeamId, Team.Id }, { dialog => dialog.Member, member } };
        var shown = await Dialogs.ShowAsync<ChangeMemberDialog>($"Roles of {member.Name} for {Team.Name}", parameters, Confirmation.Wide);
        await shown.Result;
    }

    private async Task RemoveAsync(MemberView member)
    {
        var sure = await new Confirmation(
            $"Remove {member.Name} from {Team.Name}", $"{member.Name} does and sees nothing for the team any more, at once and in every open window.",
            "Remove them", IsHarmful: true).AskAsync(Dialogs);
        if (sure is not null)
        {
            await RunAsync(
                actor => Commands.RemoveAsync(actor, Team.Id, member.PersonId, member.Version, LifetimeToken),
                $"{member.Name} is not in {Team.Name} any more.");
        }
    }
}
