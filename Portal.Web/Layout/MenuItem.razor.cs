using Microsoft.AspNetCore.Components;

namespace Portal.Web.Layout;

/// <summary>One entry of the menu.</summary>
public sealed partial class MenuItem
{
    [Parameter, EditorRequired]
    public string Address { get; set; } = "";

    [Parameter, EditorRequired]
    public string Icon { get; set; } = "";

    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>Whether only the address itself, and not what lies below it, marks the item as present.</summary>
    [Parameter]
    public bool Exactly { get; set; }

    [Parameter]
    public int Count { get; set; }

    [Parameter]
    public string CountMeans { get; set; } = "";
}
