using MudBlazor;
using Portal.Domain.Accounts;
using Portal.Web.Shared;

namespace Portal.Web.Lists;

/// <summary>One of those that something is done with.</summary>
/// <param name="Detail">What tells it from others of its name.</param>
/// <param name="RunAsync">Does it; gets the reason that was given, none where none was.</param>
public sealed record BulkItem(string Name, string Detail, Func<Actor, string?, CancellationToken, Task> RunAsync);

/// <summary>Something that is done with several rows, after they have been named: each has a result of its own.</summary>
/// <param name="Done">What is said of each that it was done with.</param>
/// <param name="IsHarmful">Whether it cannot be taken back; then a reason can be given.</param>
internal sealed record BulkAction(
    string Title, string Consequence, string Confirm, string Done, IReadOnlyList<BulkItem> Items, bool IsHarmful = false)
{
    public async Task AskAsync(IDialogService dialogs)
    {
        var parameters = new DialogParameters<BulkDialog>
        {
            { dialog => dialog.Consequence, Consequence },
            { dialog => dialog.Confirm, Confirm },
            { dialog => dialog.Done, Done },
            { dialog => dialog.Items, Items },
            { dialog => dialog.IsHarmful, IsHarmful },
        };
        var shown = await dialogs.ShowAsync<BulkDialog>(Title, parameters, Confirmation.Wide);
        await shown.Result;
    }
}
