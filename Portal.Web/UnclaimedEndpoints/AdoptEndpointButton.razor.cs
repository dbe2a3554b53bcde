using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Web.Shared;

namespace Portal.Web.UnclaimedEndpoints;

/// <summary>Asks that the portal takes over an endpoint which somebody has made by hand.</summary>
public sealed partial class AdoptEndpointButton
{
    [Parameter, EditorRequired]
    public UnclaimedEndpointView Endpoint { get; set; } = null!;

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private Task<IDialogReference> AskAsync() => Dialogs.ShowAsync<AdoptEndpointDialog>(
        $"Adopt {Endpoint.VpcEndpointId}", new DialogParameters<AdoptEndpointDialog> { { dialog => dialog.Endpoint, Endpoint } }, Confirmation.Wide);
}
