using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Web.Shared;

namespace Portal.Web.Home;

/// <summary>What waits for the person, and what of theirs is not well.</summary>
public sealed partial class HomePage
{
    private const int LookedAt = 100;
    private const int RecentRows = 8;

    [Inject]
    public required ReviewQueries Reviews { get; init; }

    [Inject]
    public required ConnectionQueries Connections { get; init; }

    [Inject]
    public required EndpointServiceQueries Services { get; init; }

    [Inject]
    public required AuditQueries Audit { get; init; }

    protected override string SnapshotKey => "home";

    protected override bool IsPersonal => true;

    private string Greeting => Actor is null ? "Welcome" : $"Good to see you, {Actor.Name.Split(' ')[0]}";

    private string Summary => Snapshot switch
    {
        null => "Looking at what is yours.",
        { Waiting.Count: 0, Unwell.Count: 0, IsPartial: true } => $"Among the newest {LookedAt}, nothing waits for you, and all is well.",
        { Waiting.Count: 0, Unwell.Count: 0 } => "Nothing waits for you, and all is well.",
        { Waiting.Count: 0 } some => $"Nothing waits for you; {some.Unwell.Count} not well.",
        var some => $"{(some.Waiting.Count == 1 ? "One thing waits" : $"{some.Waiting.Count} things wait")} for you.",
    };

    private bool Publishes => HasRole(TeamRole.Provider);

    private bool Requests => HasRole(TeamRole.Consumer);

    protected override bool Concerns(Change change) => change.Kind != SubjectKind.Session;

    protected override async Task<HomeSnapshot> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        var reviews = await Reviews.ListAsync(actor, ReviewState.Open, null, LookedAt, cancellationToken);
        var connections = await Connections.ListAsync(actor, null, null, LookedAt, cancellationToken);
        var services = await Services.ListOwnAsync(actor, null, null, null, LookedAt, cancellationToken);
        var recent = await Audit.ListAsync(actor, null, null, null, LookedAt, cancellationToken);
        List<HomeItem> waiting =
        [
            .. reviews.Items.Where(review => review.WhyNotYou is null).Select(review => new HomeItem(
                PortalUrls.Review(review.Id), $"{review.About.ConsumerTeam.Name} → {review.About.ServiceName}", $"{review.RequestedBy} asks for your decision", Tone.Turn, "Review", review.CreatedAt)),
            .. connections.Items.Where(connection => IsTurnOf(actor, connection)).Select(connection => new HomeItem(
                PortalUrls.Connection(connection.Id), Describe(connection), Sentences.Begin(connection.Blocked?.Action ?? connection.WaitingFor!.What), Tone.Turn, Words.Of(connection.Stage, connection.Unreadable), connection.Blocked?.Since ?? connection.WaitingFor?.Since)),
        ];
        List<HomeItem> unwell =
        [
            .. connections.Items.Where(connection => connection.Blocked is not null || connection.Sync.State == SyncState.Drifted || Looks.Of(connection.Stage) == Tone.Bad).Select(connection => new HomeItem(
                PortalUrls.Connection(connection.Id), Describe(connection), connection.Blocked?.Cause ?? (connection.Sync.State == SyncState.Drifted ? "AWS differs from what was approved" : "Not connected"), Tone.Bad, Words.Of(connection.Stage, connection.Unreadable), connection.Blocked?.Since ?? connection.StageSince)),
            .. services.Items.Where(service => service.Blocked is not null || service.Health.Verdict is HealthVerdict.Degraded or HealthVerdict.Down || Looks.Of(service.Stage) == Tone.Bad).Select(service => new HomeItem(
                PortalUrls.Service(service.Id), service.Name, service.Blocked?.Cause ?? $"Targets: {Words.Of(service.Health.Verdict).ToLowerInvariant()}", Tone.Bad, Words.Of(service.Stage, service.Unreadable), service.Blocked?.Since ?? service.Health.CheckedAt)),
        ];
        // Who signed in is for the audit page.
        return new(
            waiting, unwell, [.. recent.Items.Where(row => row.SubjectKind != SubjectKind.Session).Take(RecentRows)],
            reviews.Next is not null || connections.Next is not null || services.Next is not null);
    }

    private static string Describe(ConnectionView connection) => $"{connection.ConsumerTeam.Name} → {connection.ServiceName}";

    private static bool IsTurnOf(Actor actor, ConnectionView connection) => (connection.Blocked?.Owner ?? connection.WaitingFor?.Who) switch
    {
        Party.Consumer => actor.Has(connection.ConsumerTeam.Id, TeamRole.Consumer),
        // Decisions of providers and admins come as reviews.
        Party.Provider => connection.Blocked is not null && actor.Has(connection.ProviderTeam.Id, TeamRole.Provider),
        Party.NetworkAdmin or Party.Operator => connection.Blocked is not null && actor.IsNetworkAdmin,
        _ => false,
    };

    private bool HasRole(TeamRole role) => Actor?.Memberships.Any(membership => membership.Roles.Contains(role)) == true;
}

/// <summary>One thing to look after.</summary>
public sealed record HomeItem(string Address, string Name, string What, string Tone, string State, DateTimeOffset? Since)
{
    internal HomeItem(string address, string name, string what, Tone tone, string state, DateTimeOffset? since)
        : this(address, name, what, Looks.CssClass(tone), state, since)
    {
    }
}

/// <summary>What the first page shows.</summary>
/// <param name="IsPartial">Whether there is more than was looked at.</param>
public sealed record HomeSnapshot(IReadOnlyList<HomeItem> Waiting, IReadOnlyList<HomeItem> Unwell, IReadOnlyList<AuditView> Recent, bool IsPartial);
