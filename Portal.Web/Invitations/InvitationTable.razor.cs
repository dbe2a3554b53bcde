using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Security;

namespace Portal.Web.Invitations;

/// <summary>Invitations, each with what has become of it.</summary>
public sealed partial class InvitationTable
{
    [Parameter, EditorRequired]
    public IReadOnlyList<InvitationView> Invitations { get; set; } = [];

    [Parameter]
    public bool MayWithdraw { get; set; }

    /// <summary>Whether to say the team: not where all are of one.</summary>
    [Parameter]
    public bool NamesTeam { get; set; }

    [Inject]
    public required InvitationCommands Commands { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private Task<bool> WithdrawAsync(InvitationView invitation) => RunAsync(
        actor => Commands.WithdrawAsync(actor, invitation.Id, invitation.Version, LifetimeToken), $"The invitation for {invitation.Guest} is withdrawn.");
}
