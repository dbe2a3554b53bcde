using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.People;
using Portal.Web.Shared;

namespace Portal.Web.People;

/// <summary>What a network admin may do with a person, and everybody with themselves.</summary>
public sealed partial class PersonActions
{
    [Parameter, EditorRequired]
    public PersonView Person { get; set; } = null!;

    [Parameter]
    public bool IsAdmin { get; set; }

    [Parameter]
    public bool IsSelf { get; set; }

    [Parameter]
    public bool HasSessions { get; set; }

    [Inject]
    public required PersonCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private async Task ChangeRolesAsync()
    {
        var parameters = new DialogParameters<PortalRolesDialog> { { dialog => dialog.Person, Person } };
        var shown = await Dialogs.ShowAsync<PortalRolesDialog>($"Roles of {Person.Name} in the whole portal", parameters, Confirmation.Wide);
        await shown.Result;
    }

    private async Task EndSessionsAsync()
    {
        var sure = await new Confirmation(
            "End all sessions", $"{(IsSelf ? "You are" : $"{Person.Name} is")} signed out in every browser at once, this one included if it is one of them.",
            "End them", IsHarmful: true).AskAsync(Dialogs);
        if (sure is not null)
        {
            await RunAsync(actor => Commands.EndSessionsAsync(actor, Person.Id, LifetimeToken), "All sessions have ended.");
        }
    }

    private async Task BlockAsync()
    {
        var seen = Person.Version;
        var reason = await new Confirmation(
            $"Block {Person.Name}",
            "They are signed out everywhere, every API token of theirs is revoked for good, and they cannot sign in until a network admin lets them in again. "
                + "What they asked for and decided stays.",
            "Block them", IsHarmful: true, NeedsReason: true).AskAsync(Dialogs);
        if (reason is not null)
        {
            await RunAsync(actor => Commands.BlockAsync(actor, Person.Id, seen, new(reason), null, LifetimeToken), $"{Person.Name} is blocked.");
        }
    }

    private Task<bool> UnblockAsync()
    {
        var seen = Person.Version;
        return RunAsync(actor => Commands.UnblockAsync(actor, Person.Id, seen, LifetimeToken), $"{Person.Name} can sign in again.");
    }
}
