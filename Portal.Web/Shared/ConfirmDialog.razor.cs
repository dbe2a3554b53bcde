using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Portal.Web.Shared;

/// <summary>Asks before something is done that cannot be taken back.</summary>
public sealed partial class ConfirmDialog
{
    private string? _reason;
    private string? _typed;

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

    /// <summary>What the person has to type so that nobody confirms by habit; none where a press is enough.</summary>
    [Parameter]
    public string? MustType { get; set; }

    private bool IsComplete => !(NeedsReason && string.IsNullOrWhiteSpace(_reason)) && (MustType is null || _typed?.Trim() == MustType);

    [Parameter]
    public string ReasonLabel { get; set; } = "Reason (kept in the history)";
}
