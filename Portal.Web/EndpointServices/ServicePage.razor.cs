using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>One service: for everybody how to connect to it, for its own people how it stands and what they may do with it.</summary>
public sealed partial class ServicePage
{
    private const int HistoryRows = 20;
    private const int ConnectionRows = 50;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required EndpointServiceQueries Services { get; init; }

    [Inject]
    public required ConnectionQueries Connections { get; init; }

    [Inject]
    public required OperationQueries Operations { get; init; }

    [Inject]
    public required AuditQueries Audit { get; init; }

    [Inject]
    public required TeamQueries Teams { get; init; }

    protected override string SnapshotKey => $"service/{Id}";

    private EndpointServiceView View => Snapshot!.Service;

    private IReadOnlyList<(string, string)> Crumbs => [Snapshot?.Service.Own is null ? ("Catalogue", PortalUrls.Catalogue) : ("Services", PortalUrls.Services)];

    /// <summary>Whether something of it is still to be made or taken down.</summary>
    private bool IsChanging => View.Sync.State == SyncState.Converging || View.Stage is EndpointServiceStage.Publishing or EndpointServiceStage.Withdrawing
        || Snapshot!.Plan.Any(item => item.CssClass is not "done" and not "" || item.Operation is null);

    private bool MayRequest => View is { Stage: EndpointServiceStage.Available, Unreadable: null } && Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Consumer)) == true;

    protected override bool Concerns(Change change) => change.Id == Id || change.Kind == SubjectKind.Connection;

    protected override async Task<ServiceSnapshot> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var id = Id;
        var service = await Services.GetAsync(actor, id, cancellationToken);
        var connections = await Connections.OfServiceAsync(actor, id, null, ConnectionRows, cancellationToken);
        if (service.Own is null)
        {
            return new(service, connections, ConnectionCounts.None, [], null, [], [], new Dictionary<Guid, string>());
        }

        var counts = await Connections.CountAsync(actor, [id], cancellationToken);
        var plan = await Services.PlanAsync(actor, id, cancellationToken);
        var operations = await Operations.ListAsync(SubjectKind.Service, id, cancellationToken);
        var arrivals = await Services.ArrivalsAsync(actor, cancellationToken);
        var history = await Audit.ListAsync(actor, SubjectKind.Service, id.ToString(), null, HistoryRows, cancellationToken);
        var teams = await Teams.ListAsync(cancellationToken);
        return new(
            service, connections, counts.GetValueOrDefault(id, ConnectionCounts.None), PlanItem.Of(operations, plan.Steps), plan.LastError,
            [.. arrivals.Where(arrival => arrival.ServiceId == id)], history.Items, teams.ToDictionary(team => team.Id, team => team.Name));
    }
}

/// <summary>What the page of a service shows; of the provider's side nothing to whoever may not see it.</summary>
/// <param name="Connections">Those that the reader may see.</param>
/// <param name="Teams">Names of all teams, by id.</param>
public sealed record ServiceSnapshot(
    EndpointServiceView Service, Page<ConnectionView> Connections, ConnectionCounts Counts, IReadOnlyList<PlanItem> Plan, string? LastError,
    IReadOnlyList<ArrivalView> Arrivals, IReadOnlyList<AuditView> History, IReadOnlyDictionary<Guid, string> Teams);
