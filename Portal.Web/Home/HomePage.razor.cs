using Portal.Domain.Accounts;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Home;

/// <summary>What waits for the person, and what of theirs is not well.</summary>
public sealed partial class HomePage
{
    protected override HomePageQuery Query => new();

    private IReadOnlyList<HomeItem> Waiting => Snapshot is null || Actor is null ? [] :
    [
        .. Snapshot.Reviews.Select(Item),
        .. Snapshot.Connections.Where(connection => IsTurnOf(Actor, connection)).Select(connection => Item(
            connection, DisplayText.Capitalized(connection.Blocked?.Action ?? connection.WaitingFor!.What), Tone.Turn,
            connection.Blocked?.Since ?? connection.WaitingFor?.Since)),
    ];

    private IReadOnlyList<HomeItem> Unwell => Snapshot is null ? [] :
    [
        .. Snapshot.Connections
            .Where(
                connection => connection.Blocked is not null || connection.Sync.State == SyncState.Drifted || StatusAppearance.Of(connection.Stage) == Tone.Bad)
            .Select(connection => Item(connection, WhatAils(connection), Tone.Bad, connection.Blocked?.Since ?? connection.StageSince)),
        .. Snapshot.Connections.Where(connection => connection.ServiceChange is not null && Actor?.IsIn(connection.ConsumerTeam.Id) == true)
            .Select(connection => Item(
                connection, $"A change of the service is being decided: {DisplayText.EndSentence(connection.ServiceChange!.Text)}", Tone.Turn,
                connection.ServiceChange.ProposedAt)),
        .. Snapshot.Services
            .Where(service =>
                service.Blocked is not null || Open(service.Own?.Differences).Count > 0
                    || service.Health.Verdict is HealthVerdict.Degraded or HealthVerdict.Down || StatusAppearance.Of(service.Stage) == Tone.Bad)
            .Select(Item),
    ];

    private string Greeting => Actor is null ? "Welcome" : $"Good to see you, {Actor.Name.Split(' ')[0]}";

    private string Summary => (Snapshot, Waiting.Count, Unwell.Count) switch
    {
        (null, _, _) => "Looking at what is yours.",
        ({ IsPartial: true }, 0, 0) => $"Among the newest {HomePageReader.LookedAt}, nothing waits for you, and all is well.",
        (_, 0, 0) => "Nothing waits for you, and all is well.",
        (_, 0, var unwell) => $"Nothing waits for you; {unwell} not well.",
        (_, var waiting, _) => $"{(waiting == 1 ? "One thing waits" : $"{waiting} things wait")} for you.",
    };

    private bool Publishes => HasRole(TeamRole.Provider);

    private bool Requests => HasRole(TeamRole.Consumer);

    private static HomeItem Item(ReviewView review) => new(
        PortalUrls.Review(review.Id), $"{review.About.ConsumerTeam.Name} → {review.About.ServiceName}", $"{review.RequestedBy} asks for your decision",
        StatusAppearance.CssClass(Tone.Turn), "Review", review.CreatedAt);

    private static HomeItem Item(ConnectionView connection, string what, Tone tone, DateTimeOffset? since) => new(
        PortalUrls.Connection(connection.Id), $"{connection.ConsumerTeam.Name} → {connection.ServiceName}", what, StatusAppearance.CssClass(tone),
        DisplayText.Of(connection.Stage, connection.Unreadable), since);

    private static HomeItem Item(EndpointServiceView service) => new(
        PortalUrls.Service(service.Id), service.Name, WhatAils(service),
        StatusAppearance.CssClass(Tone.Bad), DisplayText.Of(service.Stage, service.Unreadable), service.Blocked?.Since ?? service.Health.CheckedAt);

    private static string WhatAils(ConnectionView connection) => connection.Blocked?.Cause
        ?? (Open(connection.Differences) is { Count: > 0 } differences ? Changed(differences)
            : connection.Sync.State == SyncState.Drifted ? "AWS differs from what was approved" : "Not connected");

    private static string WhatAils(EndpointServiceView service)
    {
        var targets = service.Health.Verdict is HealthVerdict.Degraded or HealthVerdict.Down
            ? $"Targets: {DisplayText.Of(service.Health.Verdict).ToLowerInvariant()}" : null;
        return service.Blocked?.Cause ?? (Open(service.Own?.Differences) is { Count: > 0 } differences
            ? $"{Changed(differences)}{(targets is null ? "" : $". {targets}")}" : targets ?? "Not well");
    }

    /// <summary>Those that nobody wants left alone.</summary>
    private static IReadOnlyList<DifferenceView> Open(IReadOnlyList<DifferenceView>? differences) =>
        [.. (differences ?? []).Where(one => one.IgnoredUntil is null)];

    private static string Changed(IReadOnlyList<DifferenceView> differences) => differences switch
    {
        [var one] => $"Changed by others in AWS: {one.What.ToLowerInvariant()}",
        _ => $"{differences.Count} things were changed by others in AWS",
    };

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
