using Microsoft.AspNetCore.Components;

namespace Portal.Web.Shared;

/// <summary>A filter by a text, kept in the address.</summary>
public sealed partial class FilterField
{
    /// <summary>The query parameter that holds the text.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string? Text { get; set; }

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Placeholder { get; set; }

    /// <summary>Another filter begins at the newest again; going back must not lead through every letter.</summary>
    private void Apply(string? text)
    {
        var wanted = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [Name] = wanted, ["cursor"] = null }), replace: true);
    }
}
