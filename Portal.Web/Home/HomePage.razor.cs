using System.Globalization;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Domain.Verdicts;
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
        .. Snapshot.Services.Where(service => IsTurnOf(Actor, service)).Select(service => Item(
            service, DisplayText.Capitalized(service.Blocked?.Action ?? service.WaitingFor!.What), service.Blocked?.Since ?? service.WaitingFor?.Since)),
        .. Snapshot.Services.Where(service => HasUnprovedName(Actor, service)).Select(service => Item(
            service, $"Prove that {service.PrivateDns!.Name} is yours: publish the record that the page shows", null)),
        .. Snapshot.Unclaimed.GroupBy(one => (one.ServiceId, one.ServiceName)).Select(knocking => new HomeItem(
            PortalUrls.UnclaimedAt(knocking.Key.ServiceId), knocking.Key.ServiceName,
            knocking.Count() == 1
                ? $"An endpoint of account {knocking.First().OwnerAccountId} knocks, and nobody asked the portal for it: claim or reject it"
                : $"{knocking.Count()} endpoints knock, and nobody asked the portal for them: claim or reject them",
            StatusAppearance.CssClass(Tone.Turn), "Unclaimed", knocking.Min(one => one.CreatedAt))),
        .. Snapshot.Accounts.Select(account => new HomeItem(
            account.Managed ? PortalUrls.AccountSetup(account.AccountId) : PortalUrls.AccountChallenge(account.AccountId),
            $"{account.Alias} ({account.AccountId})",
            (account.Stage, account.Managed) switch
            {
                (AccountStage.Proven, _) => "Its role lacks permissions that the portal needs: see which",
                (AccountStage.AccessLost, _) => "The portal no longer gets into the account: see what its role lacks",
                (_, true) => "The account is registered and not proved: make the role, and have the portal try it",
                _ => "The account is registered and not proved: sign the challenge in it",
            },
            StatusAppearance.CssClass(Tone.Turn), DisplayText.Of(account.Stage), null)),
    ];

    private IReadOnlyList<HomeItem> Unwell => Snapshot is null ? [] :
    [
        .. Snapshot.Connections
            .Where(connection => NeedsALook(connection.Verdict)).Select(connection => Item(
                connection, WhatAils(connection.Verdict), StatusAppearance.Of(connection.Verdict.Level), connection.Blocked?.Since ?? connection.StageSince)),
        .. Snapshot.Connections.Where(connection => connection.ServiceChange is not null && Actor?.IsIn(connection.ConsumerTeam.Id) == true)
            .Select(connection => Item(
                connection, $"A change of the service is being decided: {DisplayText.EndSentence(connection.ServiceChange!.Text)}", Tone.Turn,
                connection.ServiceChange.ProposedAt)),
        .. Snapshot.Services.Where(service => NeedsALook(service.Verdict)).Select(Item),
    ];

    private string Greeting => Actor is null ? "Welcome" : $"Good to see you, {Actor.Name.Split(' ')[0]}";

    private string Summary => (Snapshot, Waiting.Count, Unwell.Count) switch
    {
        (null, _, _) => "Looking at what is yours.",
        ({ IsPartial: true }, 0, 0) => $"Among the newest {HomePageReader.LookedAt}, nothing waits for you, and all is well.",
        (_, 0, 0) => "Nothing waits for you, and all is well.",
        (_, 0, 1) => "Nothing waits for you; one thing needs attention.",
        (_, 0, var unwell) => $"Nothing waits for you; {unwell} things need attention.",
        (_, var waiting, _) => $"{(waiting == 1 ? "One thing waits" : $"{waiting} things wait")} for you.",
    };

    private bool Publishes => HasRole(TeamRole.Provider);

    private bool Requests => HasRole(TeamRole.Consumer);

    private static HomeItem Item(ReviewView review) => new(
        PortalUrls.Review(review.Id), $"{review.About.ConsumerTeam.Name} → {review.About.ServiceName}", $"{review.RequestedBy} asks for your decision",
        StatusAppearance.CssClass(Tone.Turn), "Review", review.CreatedAt);

    private static HomeItem Item(ConnectionView connection, string what, Tone tone, DateTimeOffset? since) => new(
        PortalUrls.Connection(connection.Id), $"{connection.ConsumerTeam.Name} → {connection.ServiceName}", what, StatusAppearance.CssClass(tone),
        connection.Verdict.Stage, since, HasCause: true);

    private HomeItem Item(EndpointServiceView service) => new(
        PortalUrls.Service(service.Id), service.Name, WhatAils(service.Verdict), StatusAppearance.CssClass(StatusAppearance.Of(service.Verdict.Level)),
        service.Verdict.Stage, service.Blocked?.Since ?? service.Health.CheckedAt, HasCause: true);

    private static HomeItem Item(EndpointServiceView service, string what, DateTimeOffset? since) => new(
        PortalUrls.Service(service.Id), service.Name, what, StatusAppearance.CssClass(Tone.Turn), service.Verdict.Stage, since, HasCause: true);

    private static bool NeedsALook(Verdict verdict) => verdict.Level is VerdictLevel.Attention or VerdictLevel.Bad or VerdictLevel.Unknown;

    /// <summary>Everything that was found but whose turn it is and what nobody measures.</summary>
    private string WhatAils(Verdict verdict) => string.Join(". ", verdict.Findings
        .Where(finding => finding.Kind is not FindingKind.Turn and not FindingKind.Unmeasured)
        .Select(finding => VerdictText.Of(finding, Clock.GetUtcNow())));

    /// <summary>How many of what was looked at stand like this.</summary>
    private int Judged(params VerdictLevel[] levels) =>
        Snapshot!.Connections.Count(connection => levels.Contains(connection.Verdict.Level))
            + Snapshot.Services.Count(service => levels.Contains(service.Verdict.Level));

    /// <summary>With a plus where there may be more than was looked at.</summary>
    private string Counted(int some) =>
        string.Create(CultureInfo.InvariantCulture, $"{some}{(Snapshot is { IsPartial: true } && some > 0 ? "+" : "")}");

    private static bool IsTurnOf(Actor actor, EndpointServiceView service) => (service.Blocked?.Owner ?? service.WaitingFor?.Who) switch
    {
        Party.Provider => actor.Has(service.ProviderTeam.Id, TeamRole.Provider),
        Party.NetworkAdmin or Party.Operator => service.Blocked is not null && actor.IsNetworkAdmin,
        _ => false,
    };

    private static bool HasUnprovedName(Actor actor, EndpointServiceView service) => !IsTurnOf(actor, service)
        && service.Verdict.Findings.Any(finding => finding.Kind == FindingKind.Unproved) && actor.Has(service.ProviderTeam.Id, TeamRole.Provider);

    private static bool IsTurnOf(Actor actor, ConnectionView connection) => (connection.Blocked?.Owner ?? connection.WaitingFor?.Who) switch
    {
        Party.Consumer => actor.Has(connection.ConsumerTeam.Id, TeamRole.Consumer),
        // Decisions of providers and admins come as reviews.
        Party.Provider => (connection.Blocked is not null || connection.Stage != ConnectionStage.AwaitingApproval)
            && actor.Has(connection.ProviderTeam.Id, TeamRole.Provider),
        Party.NetworkAdmin or Party.Operator => connection.Blocked is not null && actor.IsNetworkAdmin,
        _ => false,
    };

    private bool HasRole(TeamRole role) => Actor?.Memberships.Any(membership => membership.Roles.Contains(role)) == true;
}
