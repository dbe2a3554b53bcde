using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Web.Shared;

/// <summary>Everything that is wrong with a form that was sent, each with a way to its field; the keyboard is put into the first.</summary>
public sealed partial class FormSummary
{
    private int _shown;

    [Parameter, EditorRequired]
    public FormErrors Errors { get; set; } = null!;

    /// <summary>What has a field of its own on the page, which says what is wrong with it; of anything else the summary tells at once.</summary>
    [Parameter]
    public IReadOnlyList<string> Placed { get; set; } = [];

    private IReadOnlyList<(string Field, string Message)> Lines =>
    [
        .. Errors.All.Where(error => Errors.IsRefused || !Placed.Any(place => error.Field.StartsWith(place, StringComparison.Ordinal)))
            .Select(error => (error.Field, error.Message)).Distinct(),
    ];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Errors.Refusals != _shown)
        {
            _shown = Errors.Refusals;
            if (Errors.Any)
            {
                await GoToAsync(Errors.All[0].Field);
            }
        }
    }

    private async Task GoToAsync(string field) => await Browser.InvokeVoidAsync("portal.goToField", FormErrors.IdOf(field));
}
