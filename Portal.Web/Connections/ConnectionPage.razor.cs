using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Security;
using Portal.Web.Shared;

namespace Portal.Web.Connections;

/// <summary>The whole life of one connection.</summary>
public sealed partial class ConnectionPage
{
    private const int HistoryRows = 30;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required ConnectionQueries Connections { get; init; }

    [Inject]
    public required EndpointServiceQueries Services { get; init; }

    [Inject]
    public required ReviewQueries Reviews { get; init; }

    [Inject]
    public required AuditQueries Audit { get; init; }

    protected override string SnapshotKey => $"connection/{Id}";

    // What can be said of a review differs from person to person.
    protected override bool IsPersonal => true;

    private static IReadOnlyList<(string, string)> Crumbs => [("Connections", PortalUrls.Connections)];

    private ConnectionView View => Snapshot!.Connection;

    private string Title => $"{View.ConsumerTeam.Name} → {View.ServiceName}";

    private bool IsLive => ConnectionLifecycle.IsReconciled(View.Stage);

    private bool IsDecided => View.Stage is not (ConnectionStage.AwaitingApproval or ConnectionStage.ChangesRequested or ConnectionStage.Scheduled);

    // Before the first read nobody knows to which service and review it belongs.
    protected override bool Concerns(Change change) => change.Id == Id || (Snapshot?.Connection is { } seen
        ? change.Id == seen.ServiceId || change.Id == (seen.ExtensionReviewId ?? seen.ReviewId)
        : change.Kind is SubjectKind.Service or SubjectKind.Review);

    protected override async Task<ConnectionSnapshot> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var id = Id;
        var connection = await Connections.GetAsync(actor, id, cancellationToken);
        var plan = await Connections.PlanAsync(actor, id, cancellationToken);
        var made = await Connections.OperationsAsync(actor, id, cancellationToken);
        var history = await Audit.ListAsync(actor, SubjectKind.Connection, id.ToString(), null, HistoryRows, cancellationToken);
        return new(
            connection, await FindServiceAsync(actor, connection.ServiceId, cancellationToken),
            PlanItem.Of(made, plan.Steps), plan.LastError,
            await FindReviewAsync(actor, connection, cancellationToken), history.Items);
    }

    /// <returns>None when the service was withdrawn from the reader's catalogue.</returns>
    private async Task<EndpointServiceView?> FindServiceAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        try
        {
            return await Services.GetAsync(actor, id, cancellationToken);
        }
        catch (SubjectNotFoundException)
        {
            return null;
        }
    }

    private async Task<ReviewView?> FindReviewAsync(Actor actor, ConnectionView connection, CancellationToken cancellationToken) =>
        (connection.ExtensionReviewId ?? connection.ReviewId) is { } id ? await Reviews.GetAsync(actor, id, cancellationToken) : null;
}

/// <summary>What the page of a connection shows.</summary>
/// <param name="Service">None when the reader may not see the service.</param>
/// <param name="Review">The round that is open, or the last one.</param>
public sealed record ConnectionSnapshot(
    ConnectionView Connection, EndpointServiceView? Service, IReadOnlyList<PlanItem> Plan, string? LastError, ReviewView? Review, IReadOnlyList<AuditView> History);
