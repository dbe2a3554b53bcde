using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain;
using Portal.Web.Shared;

namespace Portal.Web.Lists;

/// <summary>Names what something is about to be done with, does it one after the other, and says of each what came of it.</summary>
public sealed partial class BulkDialog
{
    private (bool IsDone, string Text)?[] _outcomes = [];
    private string? _reason;
    private bool _isAsked = true;
    private bool _isRunning;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public string Consequence { get; set; } = "";

    [Parameter, EditorRequired]
    public string Confirm { get; set; } = "";

    [Parameter, EditorRequired]
    public string Done { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<BulkItem> Items { get; set; } = [];

    [Parameter]
    public bool IsHarmful { get; set; }

    private string Progress
    {
        get
        {
            var (done, refused) = (_outcomes.Count(outcome => outcome?.IsDone == true), _outcomes.Count(outcome => outcome?.IsDone == false));
            return _isAsked ? $"{Items.Count} chosen:"
                : _isRunning ? $"{done + refused} of {Items.Count}"
                : refused == 0 ? $"All {Items.Count} done." : $"{done} done, {refused} not.";
        }
    }

    protected override void OnInitialized() => _outcomes = new (bool, string)?[Items.Count];

    private async Task RunAsync()
    {
        (_isAsked, _isRunning) = (false, true);
        var reason = string.IsNullOrWhiteSpace(_reason) ? null : _reason;
        for (var index = 0; index < Items.Count && !LifetimeToken.IsCancellationRequested; index++)
        {
            _outcomes[index] = await OutcomeAsync(Items[index], reason);
            StateHasChanged();
        }

        _isRunning = false;
    }

    /// <summary>One that is refused keeps none of the others.</summary>
    private async Task<(bool IsDone, string Text)> OutcomeAsync(BulkItem item, string? reason)
    {
        Domain.Accounts.Actor? actor = null;
        try
        {
            actor = await Viewer.ActorAsync(LifetimeToken);
            await item.RunAsync(actor, reason, LifetimeToken);
            return (true, Done);
        }
        catch (Exception failed) when (UserFacingError.Of(failed) is { } trouble)
        {
            await RefuseAsync(actor, failed, CancellationToken.None);
            return (false, trouble.Message);
        }
        catch (OperationCanceledException) when (LifetimeToken.IsCancellationRequested)
        {
            return (false, "Was not begun.");
        }
    }
}
