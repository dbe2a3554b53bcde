using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Portal.Web.Shared;

/// <summary>Asks before something is done that cannot be taken back.</summary>
public sealed partial class ConfirmDialog
{
    private string? _reason;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>What will happen, in words: the consequence and not the question.</summary>
    [Parameter, EditorRequired]
    public string Consequence { get; set; } = "";

    [Parameter, EditorRequired]
    public string Confirm { get; set; } = "";

    [Parameter]
    public string Cancel { get; set; } = "Keep it as it is";

    [Parameter]
    public bool IsHarmful { get; set; }

    [Parameter]
    public bool AsksForReason { get; set; }

    [Parameter]
    public bool NeedsReason { get; set; }

    [Parameter]
    public string ReasonLabel { get; set; } = "Reason (kept in the history)";
}
