using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Connections;
using Portal.Web.Lists;

namespace Portal.Web.Connections;

/// <summary>What can be done with several connections at once.</summary>
public sealed partial class ConnectionBulk
{
    [Parameter, EditorRequired]
    public ListSelection<ConnectionView> Selection { get; set; } = null!;

    [Inject]
    public required ConnectionCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private Task RefreshAsync() => new BulkAction(
        "Refresh the chosen connections", "The portal compares each with AWS now, and tries again what is blocked.", "Refresh them", "Is compared with AWS now",
        [.. Selection.Items.Select(seen => new BulkItem(
            ConnectionsPage.Named(seen), seen.AccountId, (actor, _, cancellationToken) => Commands.RetryAsync(actor, seen.Id, null, cancellationToken)))])
        .AskAsync(Dialogs);

    /// <summary>Each as it was seen: what has changed meanwhile is refused and stays.</summary>
    private Task DeleteAsync() => new BulkAction(
        "Withdraw or delete the chosen connections",
        "Requests are withdrawn. Of all others the endpoint goes, and whatever talks through it stops working; a new connection gets new addresses.",
        "Withdraw or delete them", "Is withdrawn, or being deleted",
        [.. Selection.Items.Select(seen => new BulkItem(
            ConnectionsPage.Named(seen), $"{seen.AccountId}, {seen.Verdict.Stage.ToLowerInvariant()}",
            (actor, reason, cancellationToken) => Commands.DeleteAsync(actor, seen.Id, seen.Version, reason, cancellationToken)))],
        IsHarmful: true).AskAsync(Dialogs);
}
