using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>The endpoints on a service that belong to no connection, and what its provider may do about them.</summary>
public sealed partial class ServiceUnclaimed
{
    [Parameter, EditorRequired]
    public IReadOnlyList<UnclaimedEndpointView> Unclaimed { get; set; } = [];

    /// <summary>Whether the reader decides for the provider's side.</summary>
    [Parameter]
    public bool MayDecide { get; set; }

    /// <summary>Whether the reader can ask that the portal takes one over, whoever owns its account.</summary>
    [Parameter]
    public bool MayAdopt { get; set; }

    [Inject]
    public required UnclaimedEndpointCommands Commands { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private async Task RejectAsync(UnclaimedEndpointView endpoint)
    {
        var reason = await new Confirmation(
            $"Reject {endpoint.VpcEndpointId}",
            $"It is cut off from this service on the provider's side, and stays so. It remains in account {endpoint.OwnerAccountId}, "
                + "whose owner can delete it.",
            "Reject it", IsHarmful: true, NeedsReason: true).AskAsync(Dialogs);
        if (reason is not null)
        {
            await RunAsync(
                actor => Commands.RejectAsync(actor, endpoint.VpcEndpointId, new(reason), null, LifetimeToken), "The portal rejects the endpoint now.");
        }
    }

    private async Task LiftAsync(UnclaimedEndpointView endpoint)
    {
        var agreed = await new Confirmation(
            $"Take back the rejection of {endpoint.VpcEndpointId}",
            "It is held again: nothing connects it, and it can be given to a connection that waits for its endpoint, or be rejected once more.",
            "Take it back").AskAsync(Dialogs);
        if (agreed is not null)
        {
            await RunAsync(actor => Commands.LiftRejectionAsync(actor, endpoint.VpcEndpointId, LifetimeToken), "The endpoint is held.");
        }
    }

    private async Task ClaimAsync(UnclaimedEndpointView endpoint, Guid connectionId)
    {
        var agreed = await new Confirmation(
            $"Give {endpoint.VpcEndpointId} to a connection",
            $"The connection from account {endpoint.OwnerAccountId} was approved and waits for its endpoint: this one is accepted for it.",
            "Give it to the connection").AskAsync(Dialogs);
        if (agreed is not null)
        {
            await RunAsync(
                actor => Commands.ClaimAsync(actor, endpoint.VpcEndpointId, new(connectionId), null, LifetimeToken), "The connection has its endpoint.");
        }
    }
}
