using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Lists;
using Portal.Web.Shared;

namespace Portal.Web.Lists;

/// <summary>A page that shows a list: filters, order, columns and density stand in its address, and are remembered for whoever looks at it.</summary>
public abstract class ListPage<TQuery, TSnapshot> : LivePage<TQuery, TSnapshot>
    where TQuery : PageQuery
    where TSnapshot : class
{
    private ListChoice _kept = ListChoice.None;
    private ListChoice? _toKeep;
    private bool _isKeeping;
    private bool _isReady;

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public string? Columns { get; set; }

    [SupplyParameterFromQuery]
    public string? Density { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    [Inject]
    public required ListChoices Choices { get; init; }

    /// <summary>Under which name it is remembered.</summary>
    protected abstract string ListName { get; }

    protected ListSettings Settings => new(
        ListName, new(Sort ?? _kept.Sort, Columns ?? _kept.Columns, Density ?? _kept.Density, _kept.Filters), ListAddress.FiltersOf(Navigation.Uri),
        ChooseAsync);

    /// <summary>By what it is sorted; none for as it comes.</summary>
    protected string? SortedBy => Sort ?? _kept.Sort;

    /// <summary>Whether anything narrows the list.</summary>
    protected bool IsFiltered => ListAddress.FiltersOf(Navigation.Uri) is not null;

    /// <summary>Before the first read, which depends on it.</summary>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _kept = await Choices.ReadAsync(await Viewer.ReaderAsync(LifetimeToken), ListName, LifetimeToken);
        }
        catch (Exception failed) when (Shared.UserFacingError.Of(failed) is not null || LifetimeToken.IsCancellationRequested)
        {
            // The list itself says what is wrong; without what was chosen it comes as for everybody.
        }

        _isReady = true;
        if (_kept.Filters is { } filters && ListAddress.IsBare(Navigation.Uri) && !LifetimeToken.IsCancellationRequested)
        {
            Navigation.NavigateTo(Navigation.Uri.TrimEnd('?') + filters, replace: true);
        }
    }

    protected override void OnParametersSet()
    {
        if (_isReady)
        {
            base.OnParametersSet();
        }
    }

    /// <summary>At once in the address, which can be given to others; and in the database for the next time.</summary>
    private async Task ChooseAsync(ListChoice choice)
    {
        var sorted = choice.Sort != SortedBy;
        _kept = choice;
        Dictionary<string, object?> shown = new()
        {
            [ListAddress.Sort] = choice.Sort,
            [ListAddress.Columns] = choice.Columns,
            [ListAddress.Density] = choice.Density,
        };
        if (sorted)
        {
            shown[ListAddress.Cursor] = null;
        }

        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(shown), replace: true);
        // Where nothing of it stood in the address, that has not changed.
        OnParametersSet();
        StateHasChanged();
        await KeepAsync(choice);
    }

    /// <summary>One after the other, so that what was chosen last is what stays; and also for whoever leaves the page at once.</summary>
    private async Task KeepAsync(ListChoice choice)
    {
        _toKeep = choice;
        if (_isKeeping)
        {
            return;
        }

        _isKeeping = true;
        try
        {
            while (_toKeep is { } next)
            {
                _toKeep = null;
                await Choices.KeepAsync(await Viewer.ActorAsync(CancellationToken.None), ListName, next, CancellationToken.None);
            }
        }
        catch (Exception failed) when (Shared.UserFacingError.Of(failed) is { } trouble)
        {
            _toKeep = null;
            Snackbar.Add($"The list is shown so now, but it could not be kept for the next time. {trouble.Message}", Severity.Warning);
        }
        finally
        {
            _isKeeping = false;
        }
    }
}
