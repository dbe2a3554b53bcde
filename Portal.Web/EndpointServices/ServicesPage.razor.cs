using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Web.Shared;

namespace Portal.Web.EndpointServices;

/// <summary>The services of the person's teams; those of all teams for admins and auditors.</summary>
public sealed partial class ServicesPage
{
    private const int PageSize = 25;

    [Inject]
    public required EndpointServiceQueries Services { get; init; }

    [Inject]
    public required ConnectionQueries Connections { get; init; }

    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override string SnapshotKey => $"services|{Search}|{WantedStage}|{Cursor}";

    // Nobody's service is ever stored as a draft.
    private static IReadOnlyList<EndpointServiceStage> Stages { get; } = [.. Enum.GetValues<EndpointServiceStage>().Where(stage => stage != EndpointServiceStage.Draft)];

    private EndpointServiceStage? WantedStage => EnumWords.Read<EndpointServiceStage>(Stage);

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || WantedStage is not null || Cursor is not null;

    private bool SeesAll => Actor?.SeesEverything == true;

    private bool Publishes => Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Provider)) == true;

    protected override bool Concerns(Change change) => change.Kind is SubjectKind.Service or SubjectKind.Connection;

    protected override async Task<ServicesSnapshot> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var page = await Services.ListOwnAsync(actor, Search, WantedStage, Cursor, PageSize, cancellationToken);
        var counts = await Connections.CountAsync(actor, [.. page.Items.Select(service => service.Id)], cancellationToken);
        return new(page.Items, page.Next, counts);
    }
}

/// <summary>What the page of services shows.</summary>
public sealed record ServicesSnapshot(IReadOnlyList<EndpointServiceView> Services, string? Next, IReadOnlyDictionary<Guid, ConnectionCounts> Counts);
