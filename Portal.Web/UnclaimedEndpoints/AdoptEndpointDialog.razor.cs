using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.UnclaimedEndpoints;

/// <summary>Where an account's people ask that an endpoint which somebody has made by hand becomes a connection.</summary>
public sealed partial class AdoptEndpointDialog
{
    private string? _justification;
    private DateTime? _day;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public UnclaimedEndpointView Endpoint { get; set; } = null!;

    [Inject]
    public required EndpointAdoption Adoption { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private DateTime Tomorrow => Clock.GetUtcNow().UtcDateTime.Date.AddDays(1);

    private async Task SendAsync()
    {
        Guid? connection = null;
        if (await RunAsync(
            async actor => connection = (await Adoption.AdoptAsync(
                actor, Endpoint.VpcEndpointId, new(_justification, Days.EndOf(_day)), null, LifetimeToken)).Id,
            "Asked for. You see here who decides."))
        {
            Dialog.Close();
            Navigation.NavigateTo(PortalUrls.Connection(connection!.Value));
        }
    }
}
