using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Web.Lists;

/// <summary>A column of a list: people choose which of them they see.</summary>
public sealed partial class ListColumn<T> : IDisposable
    where T : class
{
    [CascadingParameter]
    public required ListGrid<T> List { get; set; }

    /// <summary>How it stands in an address.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>How wide it is, in rem; none takes what the others leave.</summary>
    [Parameter]
    public double? Width { get; set; }

    /// <summary>Shown only to those who ask for it.</summary>
    [Parameter]
    public bool IsOptional { get; set; }

    /// <summary>Says what a row is about: always there.</summary>
    [Parameter]
    public bool IsMain { get; set; }

    /// <summary>The orders that its heading leads to.</summary>
    [Parameter]
    public IReadOnlyList<string> Sorts { get; set; } = [];

    [Parameter, EditorRequired]
    public RenderFragment<T> ChildContent { get; set; } = null!;

    private string? Style => Width is { } width ? string.Create(CultureInfo.InvariantCulture, $"width: {width}rem") : null;

    private string? Class => IsMain ? "main-cell" : null;

    protected override void OnInitialized() => List.Add(this);

    /// <summary>Whether it is shown may have changed, though nothing that was given to it has.</summary>
    internal void Redraw() => StateHasChanged();

    public void Dispose() => List.Remove(this);
}
