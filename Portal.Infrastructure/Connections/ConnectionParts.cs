using System.Text.Json;
using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Domain.Verdicts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Connections;

/// <summary>Everything that a connection's view is made of.</summary>
internal sealed record ConnectionParts(
    Connection Connection, string ServiceName, TeamView Consumer, TeamView Provider,
    WorkRow? Work, Review? Review, bool SeesConsumerSide, UnreadablePart? Unreadable, ServedBy Service, DateTimeOffset Now)
{
    private ConnectionObservation? Seen { get; } = Observations.Read<ConnectionObservation>(Work?.Observation);

    // What stands for a spec that cannot be read says nothing of the connection.
    private bool IsSelfManaged => Unreadable is null && Connection.Spec.SelfManaged;

    /// <summary>As a line of the page of its service.</summary>
    public ServiceConnectionView ToServiceLine() => new(
        Connection.Id, Consumer.Name, Connection.Spec.AccountId, Connection.Stage, Connection.StageSince,
        Endpoint()?.VpcEndpointId, Blocked() is not null, Shown(Unreadable), Verdict());

    public ConnectionView ToView() => new(
        Connection.Id, Connection.ServiceId, ServiceName, Connection.Stage, Connection.Version, Connection.CreatedAt, Connection.StageSince,
        Consumer, Provider, Connection.Spec.AccountId, Connection.Spec.Region,
        // A provider learns of a consumer's network only what AWS itself would show.
        SeesConsumerSide ? Connection.Spec.VpcId : null,
        SeesConsumerSide ? Known(Connection.Spec.Subnets)?.Select(subnet => ConnectionSubnetView.Of(subnet, Seen?.Endpoint.Value)).ToList() : null,
        SeesConsumerSide ? Known(Connection.Spec.SecurityGroupIds) : null,
        Connection.Spec.PrivateDns, Connection.Justification, Connection.EndsAt, Connection.ProposedEndsAt, Connection.ExtensionReviewId,
        SeesConsumerSide ? Connection.Tags : null, Connection.ExternalReference, Connection.ReviewId,
        Unreadable is null ? Connection.Effects.PlanHash : "",
        new(Work?.Conditions.Sync ?? SyncState.Unknown, Work?.ObservedAt), Health(), Unreadable is null ? Waiting() : null, Blocked(), Endpoint(), Verdict(),
        IsSelfManaged, IsSelfManaged && SeesConsumerSide ? Connection.VpcEndpointId : null, Instructions(),
        Shown(Unreadable), CutOffView.Of(Connection),
        Connection.Stage == ConnectionStage.Disconnected && (Seen?.WasRejected == true || Connection.CutOffBy is not null),
        Unreadable is null && Connection.Proposal is { } proposal ? new(proposal.ReviewId, proposal.At) : null,
        Unreadable is null ? PrivateDnsStatusView.Of(Connection, Seen, Work) : null,
        SeesConsumerSide && Unreadable is null ? Differences() : null, AdoptedEndpointId: Unreadable is null ? Connection.Spec.AdoptedEndpointId : null);

    /// <summary>Whoever may see them; of what does not stand there is nothing to decide.</summary>
    private IReadOnlyList<DifferenceView> Differences() =>
        Unreadable is null && Connection.Stage == ConnectionStage.Available ? DifferenceView.Of(Work) : [];

    private Verdict Verdict()
    {
        var differences = Differences();
        var open = DifferenceView.Open(differences);
        return ConnectionVerdict.Of(
            new(Connection.Stage, EnumWords.Said(Connection.Stage, Unreadable?.Part == "stage" ? Unreadable.Text : null), Service.Health)
            {
                BlockedCause = Blocked()?.Cause,
                Turn = Unreadable is null && Waiting() is { } waiting ? new Waiting(waiting.Who, waiting.What).Clause() : null,
                Sync = Work?.Conditions.Sync ?? SyncState.Unknown,
                OpenDifferences = SeesConsumerSide ? open : [],
                // That nothing is left to decide is so for both sides.
                IsTolerated = differences.Count > 0 && open.Count == 0,
                ZoneIds = SeesConsumerSide ? [.. (Seen?.Endpoint.Value?.NetworkInterfaces ?? []).Select(network => network.ZoneId).Distinct()] : [],
                EndsAt = Connection.EndsAt,
                ServiceEndsAt = Service.EndsAt,
                CutOffBy = Connection.CutOffBy,
                CutOffReason = Connection.CutOffReason,
                RestorableUntil = Connection.RestorableUntil,
                WasRejected = Seen?.WasRejected == true || Connection.CutOffBy is not null,
            },
            Now);
    }

    /// <summary>A spec and tags name the consumer's network; the stage is everybody's.</summary>
    private UnreadablePart? Shown(UnreadablePart? part) => part is { Part: not "stage" } && !SeesConsumerSide ? part with { Text = null } : part;

    /// <summary>In a self-managed account only what the consumer chose to say.</summary>
    private IReadOnlyList<T>? Known<T>(IReadOnlyList<T> said) => Connection.Spec.SelfManaged && said.Count == 0 ? null : said;

    private WaitingView? Waiting() => Connection.Stage switch
    {
        ConnectionStage.AwaitingApproval when Review?.Unreadable is not null =>
            new(Party.Operator, "upgrade this version of the portal, which cannot read the review, or decide in the newer one", null),
        ConnectionStage.AwaitingApproval when Review is { State: ReviewState.Open } review => new(
            review.Levels[review.CurrentLevel].TeamId is null ? Party.NetworkAdmin : Party.Provider,
            $"{review.Levels[review.CurrentLevel].Name} have to decide",
            review.Decisions.Count == 0 ? review.CreatedAt : review.Decisions.Max(decision => decision.At)),
        ConnectionStage.ChangesRequested when Connection.Spec.Adopts => new(
            Party.Consumer, "withdraw the request, change the endpoint in AWS where that was wanted, and adopt it again", Connection.StageSince),
        ConnectionStage.ChangesRequested => new(Party.Consumer, "change the request and submit it again, or withdraw it", Connection.StageSince),
        // What AWS said in the consumer's account may name what is in it.
        _ when !SeesConsumerSide && Work?.Conditions.LastError is not null && WaitingView.Of(Work) is { Who: Party.Aws } waiting =>
            waiting with { What = "AWS is not ready on the consumer's side; the portal tries again by itself" },
        _ => WaitingView.Of(Work),
    };

    /// <summary>What is in the consumer's way may name their subnets and groups: the other side learns that it is so, and whose turn it is.</summary>
    private BlockedView? Blocked() => Unreadable is not null ? BlockedView.Of(Unreadable with { Text = Unreadable.Part == "stage" ? Unreadable.Text : null })
        : BlockedView.Of(Work) is { } blocked && !SeesConsumerSide && blocked.Owner != Party.Provider
        ? blocked with { Cause = "Something on the consumer's side is in the way", Action = "wait for the consumer; they are told what to do" }
        : BlockedView.Of(Work);

    private HealthReport Health()
    {
        const string Source = "No vantage point in the consumer's VPC";
        var zones = (Seen?.Endpoint.Value?.NetworkInterfaces ?? []).DistinctBy(network => network.ZoneId);
        return new(
            HealthVerdict.Unknown,
            [.. zones.Select(zone => new ZoneHealth(
                zone.ZoneId, HealthVerdict.Unknown, "Nothing in the VPC reports whether traffic flows", SeesConsumerSide ? zone.ZoneName : null))],
            Source, Seen?.At);
    }

    /// <summary>AWS's word as AWS writes it, <c>pendingAcceptance</c>; what the portal does not know is shown as it came.</summary>
    private static string AwsState(ObservedEndpoint endpoint) =>
        endpoint.State == VpcEndpointState.Unknown ? endpoint.StateText : JsonNamingPolicy.CamelCase.ConvertName(endpoint.State.ToString());

    private EndpointInstructions? Instructions() =>
        SeesConsumerSide && IsSelfManaged && ConnectionLifecycle.Allows(Connection.Stage, ConnectionAction.BringEndpoint)
            && Seen?.Service is { PrincipalAllowed: true, ServiceName: { } serviceName }
            ? EndpointInstructions.For(Connection.Spec, serviceName, AwsTags.Named(Connection.Tags, $"{ServiceName} endpoint"))
            : null;

    private EndpointView? Endpoint() => Seen?.Registered is { } registered ? Registered(registered) : Own();

    /// <summary>What AWS shows to the provider's side: never interfaces, and nothing of an endpoint that is somebody else's.</summary>
    private EndpointView? Registered(RegisteredEndpoint registered) => registered.IsOf(Connection.Spec) && registered.Sighting.Value is { } endpoint
        ? new(endpoint.VpcEndpointId, JsonNamingPolicy.CamelCase.ConvertName(endpoint.State.ToString()), endpoint.DnsNames ?? [], null,
            DnsEntries: endpoint.DnsEntries)
        : null;

    private EndpointView? Own() => Seen?.Endpoint.Value is { } endpoint
        ? new(endpoint.VpcEndpointId, AwsState(endpoint), endpoint.DnsNames,
            SeesConsumerSide
                ? [.. endpoint.NetworkInterfaces.Select(network => new NetworkInterfaceView(
                    network.Id, network.ZoneId, network.SubnetId, network.PrivateIp, network.ZoneName))]
                : null,
            SeesConsumerSide ? endpoint.LastError : null, endpoint.DnsEntries)
        : null;
}
