using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Recovery;
using Portal.Web.Shared;

namespace Portal.Web.Operations;

/// <summary>The portal's own work, for network admins.</summary>
public sealed partial class OperationsPage
{
    [Inject]
    public required RecoveryCommands Recovery { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override OperationsPageQuery Query => new();

    private async Task GoOnAsync()
    {
        var sure = await new Confirmation(
            "Let the portal go on", "It works in AWS again by what this database says: it makes, changes and deletes what the plans want.", "Go on",
            IsHarmful: true).AskAsync(Dialogs);
        if (sure is not null)
        {
            await RunAsync(actor => Recovery.EndAsync(actor, LifetimeToken), "The portal works in AWS again.");
        }
    }
}
