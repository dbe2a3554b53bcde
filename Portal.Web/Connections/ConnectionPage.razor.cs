using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>The whole life of one connection.</summary>
public sealed partial class ConnectionPage
{
    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required ConnectionDifferenceCommands Differences { get; init; }

    [Inject]
    public required ConnectionNetworks Networks { get; init; }

    /// <summary>The consumer's VPC with its names; none where it is not visible, or not yet.</summary>
    private VpcFacts? Vpc { get; set; }

    protected override ConnectionPageQuery Query => new(Id);

    private static IReadOnlyList<(string, string)> Crumbs => [("Connections", PortalUrls.Connections)];

    private ConnectionView View => Snapshot!.Connection;

    private IReadOnlyList<PlanItem> Plan { get; set; } = [];

    private string Title => $"{View.ConsumerTeam.Name} → {View.ServiceName}";

    private WayOutLink? WayOut => View.Blocked is { } blocked
        ? WayOutLink.Of(
            blocked.WayOut, View.Region, Id, View.ServiceId, blocked.Quota, MayChange && !View.SelfManaged,
            blocked.Owner == Party.Consumer && MayChange && !View.SelfManaged ? View.AccountId : null)?.UnlessAt(PortalUrls.Connection(Id))
        : null;

    private bool IsLive => ConnectionLifecycle.IsReconciled(View.Stage);

    private bool IsDecided => View.Stage is not (ConnectionStage.AwaitingApproval or ConnectionStage.ChangesRequested or ConnectionStage.Scheduled);

    private bool MayChange => View.Unreadable is null && Actor is { } actor
        && (actor.Has(View.ConsumerTeam.Id, TeamRole.Consumer) || actor.IsNetworkAdmin);

    private Task<Receipt> DecideAsync(Actor actor, DecideDifferencesInput input, CancellationToken cancellationToken) =>
        Differences.DecideAsync(actor, Id, null, input, null, cancellationToken);

    protected override Task OnReadAsync(ConnectionPageSnapshot snapshot)
    {
        Plan = PlanItem.Of(snapshot.Operations, snapshot.Steps);
        if (Vpc?.Id != snapshot.Connection.VpcId)
        {
            // The page does not wait for names.
            _ = NameNetworkAsync(snapshot.Connection);
        }

        return Task.CompletedTask;
    }

    private async Task NameNetworkAsync(ConnectionView connection)
    {
        try
        {
            Vpc = await Networks.FindAsync(connection, LifetimeToken);
            await InvokeAsync(StateHasChanged);
        }
        catch (Exception) when (LifetimeToken.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }
}
