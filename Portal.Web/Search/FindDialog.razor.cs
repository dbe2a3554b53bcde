using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Search;
using Portal.Web.Shared;

namespace Portal.Web.Search;

/// <summary>Finds everything that the person may see, as they type.</summary>
public sealed partial class FindDialog
{
    private CancellationTokenSource _look = new();

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; init; }

    [Inject]
    public required FindQueries Queries { get; init; }

    private string Text { get; set; } = "";

    private bool IsLooking { get; set; }

    private IReadOnlyList<Found> Results { get; set; } = [];

    private UserFacingError? Error { get; set; }

    private string Status => Text.Trim().Length < 2 || IsLooking ? "" : Results.Count == 1 ? "One found" : $"{Results.Count} found";

    private async Task LookAsync(string? text)
    {
        Text = text ?? "";
        // What was typed before is looked for no longer.
        await _look.CancelAsync();
        _look.Dispose();
        var look = _look = CancellationTokenSource.CreateLinkedTokenSource(LifetimeToken);
        IsLooking = true;
        try
        {
            (Results, Error) = (await Queries.FindAsync(await Viewer.ActorAsync(look.Token), Text, look.Token), null);
            IsLooking = false;
        }
        catch (Exception) when (look != _look || LifetimeToken.IsCancellationRequested)
        {
            // Something else is wanted by now.
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } error)
        {
            (Results, Error, IsLooking) = ([], error, false);
        }
    }

    protected override void OnDispose() => _look.Dispose();
}
