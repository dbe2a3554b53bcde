using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Infrastructure.People;

namespace Portal.Web.Teams;

/// <summary>Where a network admin gives a member other roles.</summary>
public sealed partial class ChangeMemberDialog
{
    private IReadOnlyList<TeamRole> _roles = [];

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public Guid TeamId { get; set; }

    [Parameter, EditorRequired]
    public MemberView Member { get; set; } = null!;

    [Inject]
    public required MemberCommands Commands { get; init; }

    protected override void OnInitialized() => _roles = Member.Roles.ByHand;

    private async Task SendAsync()
    {
        var input = new MemberInput(null, [.. _roles.Select(role => role.ToString())]);
        if (await RunAsync(actor => Commands.ChangeAsync(actor, TeamId, Member.PersonId, Member.Version, input, LifetimeToken), "Their roles count at once."))
        {
            Dialog.Close();
        }
    }
}
