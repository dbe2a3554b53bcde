using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;

namespace Portal.Web.Connections;

/// <summary>The connections that concern a person's teams.</summary>
public sealed partial class ConnectionsPage
{
    private const int RowsAtOnce = 50;

    // A request is stored when it is submitted: nobody ever finds a draft here.
    private static readonly ConnectionStage[] Shown = [.. Enum.GetValues<ConnectionStage>().Where(stage => stage != ConnectionStage.Draft)];

    [Inject]
    public required ConnectionQueries Connections { get; init; }

    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override string SnapshotKey => $"connections?{Wanted}&{Cursor}";

    private ConnectionStage? Wanted => EnumWords.Read<ConnectionStage>(Stage);

    private bool Requests => Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Consumer)) == true;

    protected override bool Concerns(Change change) => change.Kind is SubjectKind.Connection or SubjectKind.Review;

    protected override Task<Page<ConnectionView>> ReadAsync(Actor actor, CancellationToken cancellationToken) =>
        Connections.ListAsync(actor, Wanted, Cursor, RowsAtOnce, cancellationToken);
}
