using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>One service: for everybody how to connect to it, for its own people how it stands and what they may do with it.</summary>
public sealed partial class ServicePage
{
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required ServiceDifferenceCommands Differences { get; init; }

    protected override ServicePageQuery Query => new(Id);

    private EndpointServiceView View => Snapshot!.Service;

    private IReadOnlyList<PlanItem> Plan { get; set; } = [];

    private IReadOnlyList<(string, string)> Crumbs =>
        [Snapshot?.Service.Own is null ? ("Catalogue", PortalUrls.Catalogue) : ("Services", PortalUrls.Services)];

    private WayOutLink? WayOut => View.Blocked is { } blocked
        ? WayOutLink.Of(blocked.WayOut, View.Region, null, Id, blocked.Quota, MayDecide, MayDecide ? View.Own?.AccountId : null)
            ?.UnlessAt(PortalUrls.Service(Id))
        : null;

    /// <summary>Whether something of it is still to be made or taken down.</summary>
    private bool IsChanging => View.Sync.State == SyncState.Converging || View.Stage is EndpointServiceStage.Publishing or EndpointServiceStage.Withdrawing
        || Plan.Any(item => item.IsLeft);

    private bool MayRequest => View is { Stage: EndpointServiceStage.Available, Unreadable: null }
        && Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Consumer)) == true;

    private bool MayDecide => View.Unreadable is null && Actor is { } actor
        && (actor.Has(View.ProviderTeam.Id, TeamRole.Provider) || actor.IsNetworkAdmin);

    private bool MayChange => View.Unreadable is null && Actor?.Has(View.ProviderTeam.Id, TeamRole.Provider) == true;

    private Task<Receipt> DecideAsync(Actor actor, DecideDifferencesInput input, CancellationToken cancellationToken) =>
        Differences.DecideAsync(actor, Id, null, input, null, cancellationToken);

    protected override Task OnReadAsync(ServicePageSnapshot snapshot)
    {
        Plan = PlanItem.Of(snapshot.Operations, snapshot.Steps);
        return Task.CompletedTask;
    }
}
