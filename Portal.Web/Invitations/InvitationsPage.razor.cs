using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain;
using Portal.Infrastructure.Pages;
using Portal.Web.Lists;
using Portal.Web.Shared;

namespace Portal.Web.Invitations;

/// <summary>Who is invited into which team.</summary>
public sealed partial class InvitationsPage
{
    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override string ListName => InvitationFile.Name;

    protected override InvitationsPageQuery Query => new(Wanted != InvitationState.All, ListSort.OrderOf(SortedBy), Cursor);

    private InvitationState? Wanted => EnumWords.Read<InvitationState>(State);

    private async Task InviteAsync()
    {
        var shown = await Dialogs.ShowAsync<InviteDialog>("Invite somebody", Confirmation.Wide);
        await shown.Result;
    }
}
