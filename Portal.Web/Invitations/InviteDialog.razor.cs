using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Security;
using Portal.Web.Routing;

namespace Portal.Web.Invitations;

/// <summary>Where a network admin makes a link by which one person comes into a team.</summary>
public sealed partial class InviteDialog
{
    private string? _guest;
    private Guid? _team;
    private IReadOnlyList<TeamRole> _roles = [];
    private int _days = InvitationCommands.UsualDays;
    private IReadOnlyList<TeamView> _teams = [];
    private string? _link;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The team that is meant; none where it is still to be chosen.</summary>
    [Parameter]
    public Guid? TeamId { get; set; }

    [Inject]
    public required InvitationCommands Commands { get; init; }

    [Inject]
    public required TeamQueries Teams { get; init; }

    protected override Task OnInitializedAsync() =>
        TeamId is null ? RunAsync(async _ => _teams = await Teams.ListAsync(LifetimeToken)) : Task.CompletedTask;

    private async Task SendAsync()
    {
        var input = new MakeInvitationInput(TeamId ?? _team, [.. _roles.Select(role => role.ToString())], _guest, _days);
        MadeInvitation? made = null;
        if (await RunAsync(async actor => made = await Commands.MakeAsync(actor, input, null, LifetimeToken)))
        {
            _link = Navigation.ToAbsoluteUri(PortalUrls.JoinBy(made!.Secret!)).ToString();
        }
    }
}
