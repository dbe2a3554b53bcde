using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Provisioning;

namespace Portal.Web.People;

/// <summary>Where a network admin says what a group gives.</summary>
public sealed partial class GroupRuleDialog
{
    private string? _provider;
    private string? _group;
    private Guid? _team;
    private IReadOnlyList<TeamRole> _teamRoles = [];
    private IReadOnlyList<PortalRole> _portalRoles = [];
    private IReadOnlyList<TeamView> _teams = [];

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>A group that somebody came with; none where the admin names it.</summary>
    [Parameter]
    public UnmappedGroupView? Seen { get; set; }

    [Inject]
    public required GroupRuleCommands Commands { get; init; }

    [Inject]
    public required GroupRuleQueries Rules { get; init; }

    [Inject]
    public required TeamQueries Teams { get; init; }

    protected override Task OnInitializedAsync()
    {
        (_provider, _group) = (Seen?.Provider ?? (Rules.Providers is [var only] ? only : null), Seen?.Group);
        return RunAsync(async _ => _teams = await Teams.ListAsync(LifetimeToken));
    }

    private async Task SendAsync()
    {
        var input = new GroupRuleInput(
            _provider, _group, _team, _team is null ? [] : [.. _teamRoles.Select(role => role.ToString())],
            _team is null ? [.. _portalRoles.Select(role => role.ToString())] : []);
        if (await RunAsync(actor => Commands.MakeAsync(actor, input, null, LifetimeToken), "It counts from the next sign-in of each of them."))
        {
            Dialog.Close();
        }
    }
}
