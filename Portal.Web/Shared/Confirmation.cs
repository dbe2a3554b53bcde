using MudBlazor;

namespace Portal.Web.Shared;

/// <summary>Asks before something that cannot be taken back, naming its consequence.</summary>
/// <param name="Title">What is about to happen: "Delete this connection".</param>
/// <param name="MustType">What has to be typed so that nobody confirms by habit; none where a press is enough.</param>
internal sealed record Confirmation(
    string Title, string Consequence, string Confirm, bool IsHarmful = false, bool AsksForReason = false, bool NeedsReason = false,
    string ReasonLabel = "Reason (kept in the history)", string? MustType = null)
{
    /// <summary>How every dialog looks; a click beside it throws nothing away.</summary>
    public static DialogOptions Wide { get; } = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true, BackdropClick = false };

    /// <returns>The reason, empty when none was given; none when the person thought better of it.</returns>
    public async Task<string?> AskAsync(IDialogService dialogs)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Consequence, Consequence },
            { dialog => dialog.Confirm, Confirm },
            { dialog => dialog.IsHarmful, IsHarmful },
            { dialog => dialog.AsksForReason, AsksForReason || NeedsReason },
            { dialog => dialog.NeedsReason, NeedsReason },
            { dialog => dialog.ReasonLabel, ReasonLabel },
            { dialog => dialog.MustType, MustType },
        };
        var shown = await dialogs.ShowAsync<ConfirmDialog>(Title, parameters, Wide);
        return await shown.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
