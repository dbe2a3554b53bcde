using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Routing;

namespace Portal.Web.Lists;

/// <summary>Every list of the portal: one line a row, and cards on a phone.</summary>
public sealed partial class ListGrid<T>
    where T : class
{
    // What says which row it is, and its box.
    private const double LeastMain = 14;

    private readonly List<ListColumn<T>> _columns = [];

    private string? _shown;

    [Parameter, EditorRequired]
    public ListSettings Settings { get; set; } = null!;

    [Parameter, EditorRequired]
    public IReadOnlyList<T> Items { get; set; } = [];

    /// <summary>What a row is called where it is chosen.</summary>
    [Parameter, EditorRequired]
    public Func<T, string> Name { get; set; } = _ => "";

    /// <summary>What one of them is, such as "connection".</summary>
    [Parameter, EditorRequired]
    public string Noun { get; set; } = "";

    /// <summary>How many there are on all pages together; none where nobody counts them.</summary>
    [Parameter]
    public CappedCount? Of { get; set; }

    /// <summary>The orders that there are, the first of them being the one that it comes in.</summary>
    [Parameter]
    public IReadOnlyList<ListSort> Sorts { get; set; } = [];

    [Parameter]
    public string? Cursor { get; set; }

    [Parameter]
    public string? Next { get; set; }

    /// <summary>Under which name the whole list can be had as a file; none where it cannot.</summary>
    [Parameter]
    public string? File { get; set; }

    /// <summary>Where rows can be chosen: those that are.</summary>
    [Parameter]
    public ListSelection<T>? Selection { get; set; }

    /// <summary>What can be done with the chosen ones.</summary>
    [Parameter]
    public RenderFragment? Bulk { get; set; }

    [Parameter]
    public EventCallback OnChosen { get; set; }

    /// <summary>What marks a row.</summary>
    [Parameter]
    public Func<T, string?>? RowMark { get; set; }

    /// <summary>Its columns.</summary>
    [Parameter, EditorRequired]
    public RenderFragment ChildContent { get; set; } = null!;

    private CappedCount Total => Of ?? new(CappedCount.Most + 1);

    private string TotalText => Of is null && (Next ?? Cursor) is not null
        ? ListTotal.Shown(Items.Count, Noun) : ListTotal.Text(Of ?? new(Items.Count), Items.Count, Noun);

    private string SortedBy => Sorts.FirstOrDefault(sort => sort.Key == Settings.Choice.Sort)?.Key ?? (Sorts is [var first, ..] ? first.Key : "");

    private bool AllChosen => Items.Count > 0 && Items.All(Selection!.Has);

    /// <summary>All pages of it: where this one begins says nothing.</summary>
    private string FileAddress => PortalUrls.ListFile(File!) + Settings.Filters
        + (Settings.Choice.Sort is { } sort ? $"{(Settings.Filters is null ? "?" : "&")}{ListAddress.Sort}={Uri.EscapeDataString(sort)}" : "");

    /// <summary>Below it, the table scrolls within its frame.</summary>
    private string LeastWidth => string.Create(
        CultureInfo.InvariantCulture, $"--least: {LeastMain + _columns.Where(Shows).Sum(column => column.Width ?? 0)}rem");

    private string FirstPage => Sorts is [var first, ..] && SortedBy != first.Key ? "First" : "Newest";

    private string NextPage => Sorts is [var first, ..] && SortedBy != first.Key ? "More" : "Older";

    private Dictionary<string, object?> Named => new() { ["aria-label"] = $"{ListTotal.Plural(Noun)[..1].ToUpperInvariant()}{ListTotal.Plural(Noun)[1..]}" };

    private IReadOnlyList<ListColumnChoice> Choices =>
        [.. _columns.Where(column => !column.IsMain).Select(column => new ListColumnChoice(column.Key, column.Title, Shows(column)))];

    /// <summary>A column that is shown or left out from now on is noticed by the table when it is drawn again.</summary>
    protected override void OnAfterRender(bool firstRender)
    {
        var shown = string.Join(',', _columns.Where(Shows).Select(column => column.Key));
        if (shown != _shown)
        {
            _shown = shown;
            _columns.ForEach(column => column.Redraw());
            StateHasChanged();
        }
    }

    internal void Add(ListColumn<T> column)
    {
        _columns.Add(column);
        StateHasChanged();
    }

    internal void Remove(ListColumn<T> column) => _columns.Remove(column);

    internal bool Shows(ListColumn<T> column) =>
        column.IsMain || (Settings.Choice.Columns is { } chosen ? chosen.Split(',').Contains(column.Key) : !column.IsOptional);

    /// <returns>None where it is sorted by something else.</returns>
    internal string? SortOf(ListColumn<T> column) => column.Sorts.Contains(SortedBy) ? SortedBy : null;

    internal string SortText(string key) => Sorts.Single(sort => sort.Key == key).Text;

    internal Task SortAsync(string key) => Settings.ChooseAsync(Settings.Choice with { Sort = Sorts is [var first, ..] && first.Key == key ? null : key });

    private Task ShowAsync(IReadOnlyList<string> keys)
    {
        var asItComes = _columns.Where(column => column is { IsMain: false, IsOptional: false }).Select(column => column.Key);
        return Settings.ChooseAsync(Settings.Choice with { Columns = keys.ToHashSet().SetEquals(asItComes) ? null : string.Join(',', keys) });
    }

    private string? RowClass(T item, int index) => string.Join(' ', [RowMark?.Invoke(item), Selection?.Has(item) == true ? "chosen" : null]);

    private Task Choose(T item, bool isChosen)
    {
        Selection!.Choose(item, isChosen);
        return OnChosen.InvokeAsync();
    }

    private Task ChooseAll(bool isChosen)
    {
        foreach (var item in Items)
        {
            Selection!.Choose(item, isChosen);
        }

        return OnChosen.InvokeAsync();
    }

    private Task Clear()
    {
        Selection!.Clear();
        return OnChosen.InvokeAsync();
    }
}
