using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Security;
using Portal.Web.Lists;

namespace Portal.Web.Invitations;

/// <summary>Invitations, each with what has become of it.</summary>
public sealed partial class InvitationTable
{
    [Parameter, EditorRequired]
    public IReadOnlyList<InvitationView> Invitations { get; set; } = [];

    /// <summary>How the list is shown; where it is part of another page, as it comes.</summary>
    [Parameter]
    public ListSettings Settings { get; set; } = ListSettings.Fixed;

    /// <summary>How many there are on all pages together; none where they are part of another page.</summary>
    [Parameter]
    public CappedCount? Of { get; set; }

    [Parameter]
    public string? Cursor { get; set; }

    [Parameter]
    public string? Next { get; set; }

    [Parameter]
    public bool MayWithdraw { get; set; }

    /// <summary>Whether to say the team: not where all are of one.</summary>
    [Parameter]
    public bool NamesTeam { get; set; }

    [Inject]
    public required InvitationCommands Commands { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private IReadOnlyList<ListSort> Sorts => Of is null ? [] : ListSort.ByTime;

    private IReadOnlyList<string> Times => Of is null ? [] : ListSort.Times;

    private Task<bool> WithdrawAsync(InvitationView invitation) => RunAsync(
        actor => Commands.WithdrawAsync(actor, invitation.Id, invitation.Version, LifetimeToken), $"The invitation for {invitation.Guest} is withdrawn.");
}
