using Microsoft.AspNetCore.Components;

namespace Portal.Web.Lists;

/// <summary>Where people choose how a list looks.</summary>
public sealed partial class ListView
{
    [Parameter, EditorRequired]
    public ListSettings Settings { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<ListSort> Sorts { get; set; } = [];

    [Parameter, EditorRequired]
    public string SortedBy { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<ListColumnChoice> Columns { get; set; } = [];

    /// <summary>Gets the columns that are to be shown, by their keys.</summary>
    [Parameter, EditorRequired]
    public Func<IReadOnlyList<string>, Task> OnColumns { get; set; } = _ => Task.CompletedTask;

    private Task SortAsync(ListSort sort) => Settings.ChooseAsync(Settings.Choice with { Sort = sort == Sorts[0] ? null : sort.Key });

    private Task StandAsync(string? density) => Settings.ChooseAsync(Settings.Choice with { Density = density });

    private Task OpenSoAsync() => Settings.ChooseAsync(Settings.Choice with { Filters = Settings.Filters });

    private Task ShowAsync(ListColumnChoice chosen, bool isShown) =>
        OnColumns([.. Columns.Where(column => column == chosen ? isShown : column.IsShown).Select(column => column.Key)]);

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
