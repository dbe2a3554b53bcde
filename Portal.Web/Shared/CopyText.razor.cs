using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Portal.Web.Shared;

/// <summary>A text that can be copied with one click.</summary>
public sealed partial class CopyText
{
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What it is, for those who cannot see it: "the endpoint's id".</summary>
    [Parameter]
    public string? What { get; set; }

    /// <summary>Whether it has lines of its own.</summary>
    [Parameter]
    public bool IsBlock { get; set; }

    private async Task CopyAsync()
    {
        var copied = await Browser.InvokeAsync<bool>("portal.copy", Text);
        Snackbar.Add(
            copied ? "Copied" : "The browser does not allow copying here. Select the text and copy it by hand.", copied ? Severity.Normal : Severity.Warning);
    }
}
