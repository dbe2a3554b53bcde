using System.Text.Json.Serialization;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Domain.Verdicts;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Connections;

/// <summary>A connection as people read it.</summary>
/// <param name="Endpoint">What AWS shows of it; none while there is nothing or it is not visible to the reader.</param>
/// <param name="Verdict">How it stands, in one line, and everything that was found.</param>
/// <param name="SelfManaged">Whether the consumer makes the endpoint themselves.</param>
/// <param name="RegisteredEndpointId">The endpoint that the consumer registered, whatever AWS says of it; only for the consumer's side.</param>
/// <param name="Instructions">How to create the endpoint; only while it is the consumer's turn, and for their side.</param>
/// <param name="CutOff">Who cut it off and why; none while nobody has.</param>
/// <param name="WasRejected">Whether the provider's side rejected its endpoint outside the portal: then that side decides whether it comes back.</param>
/// <param name="Proposal">A change that people have yet to decide on.</param>
/// <param name="Unreadable">What is stored of it that this version of the portal cannot read; none where it reads everything.</param>
/// <param name="PrivateDnsStatus">Whether private DNS is on, or what it waits for; none where this version cannot tell.</param>
/// <param name="Differences">What others have changed in AWS of its endpoint; none for who may not see the consumer's network.</param>
/// <param name="AdoptedEndpointId">The endpoint that somebody has made by hand and that it takes over; none where the portal makes one.</param>
/// <param name="ServiceChange">A change of the service that is being decided and touches it; none where there is none.</param>
public sealed record ConnectionView(
    Guid Id, Guid ServiceId, string ServiceName, ConnectionStage Stage, int Version, DateTimeOffset CreatedAt, DateTimeOffset StageSince,
    TeamView ConsumerTeam, TeamView ProviderTeam, string AccountId, string Region,
    string? VpcId, IReadOnlyList<ConnectionSubnetView>? Subnets, IReadOnlyList<string>? SecurityGroupIds,
    bool PrivateDns, string Justification, DateTimeOffset? EndsAt, DateTimeOffset? ProposedEndsAt, Guid? ExtensionReviewId,
    IReadOnlyDictionary<string, string>? Tags, string? ExternalReference, Guid? ReviewId, string PlanHash,
    SyncView Sync, HealthReport Health, WaitingView? WaitingFor, BlockedView? Blocked, EndpointView? Endpoint, Verdict Verdict,
    bool SelfManaged = false, [property: JsonPropertyName("broughtEndpointId")] string? RegisteredEndpointId = null, EndpointInstructions? Instructions = null,
    UnreadablePart? Unreadable = null, CutOffView? CutOff = null, bool WasRejected = false, ProposalView? Proposal = null,
    PrivateDnsStatusView? PrivateDnsStatus = null, IReadOnlyList<DifferenceView>? Differences = null, ServiceChangeView? ServiceChange = null,
    string? AdoptedEndpointId = null);

/// <param name="ZoneName">What the consumer's account calls the zone; names differ between accounts.</param>
public sealed record NetworkInterfaceView(string Id, string ZoneId, string SubnetId, string? PrivateIp, string? ZoneName = null);
