using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Plans connecting, keeping and deleting a connection: a pure function of what is wanted and what was seen.</summary>
public static class ConnectionPlanner
{
    public static Plan<ConnectionAction> Plan(ConnectionWanted wanted, ConnectionObservation seen) => wanted.Stage switch
    {
        _ when ConnectionLifecycle.IsFinal(wanted.Stage) || wanted.Stage == ConnectionStage.Unknown => new([], SyncState.Unknown),
        _ when seen.Endpoint.Presence == Presence.Ambiguous => new([], SyncState.Unknown, Blocked: new(
            "Several endpoints carry this connection's tags", Party.Consumer, "Remove the portal's tags from the ones that are not meant, then retry",
            WayOut: WayOut.Endpoints)),
        _ when wanted.IsOver(seen.At) => Over,
        _ when wanted.Spec.SelfManaged => SelfManagedPlanner.Plan(wanted, seen),
        ConnectionStage.CutOff => CutOff(wanted, seen),
        ConnectionStage.Deprovisioning when wanted.IsToBeAdopted => AdoptionPlanner.End(wanted),
        ConnectionStage.Deprovisioning => Teardown(wanted, seen),
        ConnectionStage.Disconnected when seen.Endpoint.Value is { State: VpcEndpointState.Available } => Back,
        ConnectionStage.Disconnected when wanted.Spec.Adopts && seen.Endpoint.Presence == Presence.Gone => new(
            [], SyncState.Drifted, AdoptionPlanner.GoneForGood),
        ConnectionStage.Disconnected => new(
            [], SyncState.Drifted, seen.Endpoint.Value is { State: VpcEndpointState.Rejected } ? ReconnectRejected : ReconnectOrDelete),
        ConnectionStage.AwaitingConsumer => new([], SyncState.Converging, new(Party.Consumer, "create the endpoint and enter its id")),
        ConnectionStage.AwaitingConsumerDelete when seen.Endpoint.Presence == Presence.Gone && !wanted.CreateUnresolved
            && seen.Superseded is not { Count: > 0 } => Ended,
        ConnectionStage.AwaitingConsumerDelete => new([], SyncState.Converging, new(Party.Consumer, "delete the endpoint")),
        _ => Connect(wanted, seen),
    };

    internal static Waiting ServiceAway => new(Party.Provider, "get the service available again: its page says what it waits for");

    internal static Waiting ReconnectOrDelete => new(Party.Consumer, "reconnect or delete the connection");

    /// <summary>Whoever rejected an endpoint decides whether it is accepted again.</summary>
    internal static Waiting ReconnectRejected => new(Party.Provider, "reconnect it, if it was not meant to be rejected; the consumer can delete it");

    internal static Waiting RestoreOrDelete(ConnectionWanted wanted) =>
        new(wanted.CutOffBy ?? Party.NetworkAdmin, "restore the connection, or leave it to its end");

    internal static Plan<ConnectionAction> RejectedBefore => Stuck(
        "The endpoint was rejected on the provider's side", Party.Provider,
        "Accept it in AWS, or cut the connection off here; whoever cuts it off can have it accepted again", WayOut.EndpointServices);

    internal static Plan<ConnectionAction> RejectedAndGone => Stuck(
        "The endpoint was rejected on the provider's side, and its owner has deleted it: another one would pass the provider by", Party.Provider,
        "Cut the connection off here; whoever cuts it off can restore it, and then another endpoint is made and accepted", WayOut.ConnectionPage);

    internal static Plan<ConnectionAction> RejectedAgain => Stuck(
        "The provider's side has rejected the endpoint again after it was accepted", Party.Provider,
        "Cut the connection off here, so that it stays so; whoever wants it back asks for that once more", WayOut.ConnectionPage);

    /// <summary>What was concluded from a look is undone by a later one: nothing is to be made or accepted for that.</summary>
    internal static Plan<ConnectionAction> Back =>
        new([], SyncState.Unknown, Mark: ConnectionAction.MarkAvailable, Because: "AWS shows the endpoint as available again");

    /// <summary>Nothing more is made, accepted or repaired.</summary>
    private static Plan<ConnectionAction> Over => new([], SyncState.Converging, new(Party.Portal, "its end has come, and it is about to be deleted"));

    internal static Plan<ConnectionAction> Ended =>
        new([], SyncState.InSync, Mark: ConnectionAction.MarkDeleted, Because: "Nothing of the connection is left in AWS");

    private static Plan<ConnectionAction> Connect(ConnectionWanted wanted, ConnectionObservation seen)
    {
        var live = wanted.Stage == ConnectionStage.Available;
        return seen.Endpoint.Presence switch
        {
            _ when wanted.IsToBeAdopted => AdoptionPlanner.Plan(wanted, seen),
            Presence.NeverMade or Presence.Gone when wanted.Spec.Adopts && !live => AdoptionPlanner.Gone(wanted.Spec),
            Presence.Gone when live => Disconnected("The endpoint was deleted outside the portal"),
            Presence.Gone when wanted.CutOffBy is not null => RejectedAndGone,
            Presence.NeverMade or Presence.Gone => Create(wanted, seen),
            Presence.Present => Advance(wanted, seen, seen.Endpoint.Value!, live),
            _ => new([], SyncState.Unknown, NotVisible),
        };
    }

    private static Plan<ConnectionAction> Advance(ConnectionWanted wanted, ConnectionObservation seen, ObservedEndpoint endpoint, bool live) =>
        endpoint.State switch
        {
            VpcEndpointState.PendingAcceptance => Converging([Accept(wanted, seen, endpoint), .. Dns(wanted, seen, endpoint), .. Tags(wanted, seen)]),
            VpcEndpointState.Pending => Converging([.. Dns(wanted, seen, endpoint), .. Tags(wanted, seen)], new(Party.Aws, "AWS is connecting the endpoint")),
            VpcEndpointState.Available => Settle(wanted, seen, endpoint),
            VpcEndpointState.Rejected when live => Disconnected("The provider's side rejected the endpoint", ReconnectRejected),
            VpcEndpointState.Rejected when wanted is { Reconnecting: true, WasAcceptedAgain: true } => RejectedAgain,
            VpcEndpointState.Rejected when wanted.Reconnecting => Converging([Accept(wanted, seen, endpoint), .. Dns(wanted, seen, endpoint)]),
            VpcEndpointState.Rejected => RejectedBefore,
            // Why is in the history for both sides to read; what AWS says beyond it is the consumer's.
            VpcEndpointState.Failed when live => Disconnected("AWS shows the endpoint as failed"),
            VpcEndpointState.Failed =>
                Stuck(
                    endpoint.LastError ?? "AWS shows the endpoint as failed", Party.Consumer, "Delete the connection and request it again",
                    WayOut.DeleteConnection),
            VpcEndpointState.Deleting or VpcEndpointState.Deleted when live => Disconnected("The endpoint was deleted outside the portal"),
            VpcEndpointState.Deleting or VpcEndpointState.Deleted => Converging([], new(Party.Aws, "AWS is deleting an earlier endpoint of this connection")),
            _ => Stuck(
                $"AWS shows the endpoint as \"{endpoint.StateText}\", which the portal does not know", Party.Operator,
                "Look at the endpoint in AWS, then retry", WayOut.Endpoints),
        };

    private static Plan<ConnectionAction> Create(ConnectionWanted wanted, ConnectionObservation seen)
    {
        var spec = wanted.Spec;
        var wait = Service(seen.Service);
        var first = new Waiting(Party.Portal, "the endpoint has to be made first");
        List<PlanStep> steps =
        [
            CreateEndpointStep.Definition.Plan(spec, seen.Service.ServiceName, wait) with { Tags = wanted.Tags },
            AcceptConnectionStep.Definition.Plan(spec, "Accept it on the provider's side", null, first),
        ];
        if (spec.PrivateDns)
        {
            steps.Add(EnablePrivateDnsStep.Definition.Plan(spec, null, first));
        }

        return Converging(steps, wait);
    }

    /// <summary>Nothing is done at a service of which this version cannot tell what is wanted.</summary>
    internal static Waiting? UnknownService(ServiceFacts service) => service.Stage == EndpointServiceStage.Unknown
        ? new(Party.Operator, "a newer version of the portal has changed the service; upgrade this version, or act in the newer one")
        : null;

    internal static Waiting? Service(ServiceFacts service) =>
        UnknownService(service) is { } unknown ? unknown
        : service.Stage is not (EndpointServiceStage.Available or EndpointServiceStage.Draining) || service.ServiceName is null
            ? ServiceAway
        : service.PrincipalAllowed ? null
        : new(Party.Portal, "the service has to allow the consumer's account first");

    private static PlanStep Accept(ConnectionWanted wanted, ConnectionObservation seen, ObservedEndpoint endpoint)
    {
        var wait = AcceptWaitsFor(wanted, seen);
        return AcceptConnectionStep.Definition.Plan(
            wanted.Spec, $"Accept {endpoint.VpcEndpointId} on the provider's side", wait is null ? new(seen.Service.ServiceId!, endpoint.VpcEndpointId) : null,
            wait);
    }

    /// <summary>The two sides may lag behind each other, and what a person rejected on the provider's side is not accepted unasked.</summary>
    private static Waiting? AcceptWaitsFor(ConnectionWanted wanted, ConnectionObservation seen) => seen.ProviderSide switch
    {
        _ when UnknownService(seen.Service) is { } unknown => unknown,
        null => new(Party.Aws, "AWS does not show the endpoint to the provider yet"),
        _ when seen.Service.ServiceId is null => ServiceAway,
        VpcEndpointState.PendingAcceptance => null,
        VpcEndpointState.Rejected when wanted.Reconnecting => null,
        _ => new(Party.Aws, "AWS shows the endpoint differently to the provider and to the consumer"),
    };

    /// <summary>
    /// Private DNS goes on only after the endpoint is available and the provider has proved the name; before that it breaks, or cuts traffic.
    /// </summary>
    private static IEnumerable<PlanStep> Dns(ConnectionWanted wanted, ConnectionObservation seen, ObservedEndpoint endpoint)
    {
        if (!wanted.Spec.PrivateDns || endpoint.PrivateDnsEnabled)
        {
            yield break;
        }

        var wait = seen.Service.PrivateDnsName is null ? new Waiting(
            Party.Provider, "give the service a private DNS name again under Change, or have the consumer switch private DNS off")
            : seen.Service.PrivateDnsNameState != PrivateDnsNameState.Verified ? new(Party.Provider, $"prove that {seen.Service.PrivateDnsName} is yours")
            : endpoint.State != VpcEndpointState.Available ? new(Party.Portal, "the endpoint has to be available first")
            : null;
        yield return EnablePrivateDnsStep.Definition.Plan(wanted.Spec, endpoint.VpcEndpointId, wait);
    }

    private static IEnumerable<PlanStep> Tags(ConnectionWanted wanted, ConnectionObservation seen)
    {
        if (seen.Tags is { Wanted.Count: > 0 } different)
        {
            yield return SetEndpointTagsStep.Definition.Plan(wanted.Spec, different);
        }

        if (seen.Tags is { Left.Count: > 0 } left)
        {
            yield return RemoveEndpointTagsStep.Definition.Plan(wanted.Spec, left);
        }
    }

    private static Plan<ConnectionAction> Settle(ConnectionWanted wanted, ConnectionObservation seen, ObservedEndpoint endpoint)
    {
        // Until it has been available, what is not as it should be is only not made yet.
        var tolerance = wanted.Stage == ConnectionStage.Available ? wanted.Tolerance : DifferenceTolerance.None;
        var differences = new JudgedDifferences(ConnectionDifferences.Of(wanted, seen), tolerance, seen.At);
        return Settle(wanted, seen, endpoint, differences) with { Differences = differences.Shown };
    }

    private static Plan<ConnectionAction> Settle(
        ConnectionWanted wanted, ConnectionObservation seen, ObservedEndpoint endpoint, JudgedDifferences differences)
    {
        List<PlanStep> steps = [];
        if (ModifyEndpointStep.Definition.Plan(wanted.Spec, endpoint, differences) is { } drift)
        {
            steps.Add(drift);
        }

        var isLeftOff = differences.Shown.Any(one => one.Key == ConnectionDifferences.PrivateDnsOff)
            && !differences.Repairs(ConnectionDifferences.PrivateDnsOff);
        if (!isLeftOff)
        {
            steps.AddRange(Dns(wanted, seen, endpoint).Select(step => step with { Details = differences.Details(ConnectionDifferences.PrivateDnsOff) }));
        }

        var isDecidedOff = differences.Repairs(ConnectionDifferences.PrivateDnsOn);
        if (endpoint.PrivateDnsEnabled && (wanted.Spec.PrivateDnsOff == true || isDecidedOff))
        {
            steps.Add(DisablePrivateDnsStep.Definition.Plan(wanted.Spec, endpoint.VpcEndpointId) with
            {
                IsDecided = isDecidedOff,
                Details = differences.Details(ConnectionDifferences.PrivateDnsOn),
            });
        }

        // Tags keep no endpoint from its users: they are mended beside everything else.
        List<PlanStep> all = [.. steps, .. Tags(wanted, seen)];
        if (steps.Any(step => step.IsReady))
        {
            return Converging(all);
        }

        // A name that the provider has yet to prove must not keep a working endpoint from its users.
        var mark = wanted.Stage == ConnectionStage.Provisioning ? ConnectionAction.MarkAvailable : (ConnectionAction?)null;
        var rest = differences.IsDrifted ? SyncState.Drifted : SyncState.InSync;
        return new(all, all.Count > 0 ? SyncState.Converging : rest, steps is [var first, ..] ? first.WaitsFor : null, Mark: mark,
            Because: mark is null ? null : "AWS shows the endpoint as available");
    }

    private static Plan<ConnectionAction> Teardown(ConnectionWanted wanted, ConnectionObservation seen)
    {
        var own = Removal(wanted, seen);
        var superseded = (seen.Superseded ?? []).Where(endpoint => endpoint.State is not (VpcEndpointState.Deleting or VpcEndpointState.Deleted))
            .Select(endpoint => DeleteEndpointStep.Definition.PlanSuperseded(wanted.Spec, endpoint.VpcEndpointId)).ToList();
        return superseded.Count > 0 ? Converging([.. own.Steps, .. superseded])
            : seen.Superseded?.Any(endpoint => endpoint.State == VpcEndpointState.Deleting) == true && own.Mark is not null ? Deleting
            : own;
    }

    private static Plan<ConnectionAction> Deleting => Converging([], new(Party.Aws, "AWS is deleting the endpoint"));

    private static Plan<ConnectionAction> Removal(ConnectionWanted wanted, ConnectionObservation seen) =>
        (seen.Endpoint.Presence, seen.Endpoint.Value?.State) switch
        {
            (Presence.NeverMade or Presence.Gone, _) when wanted.CreateUnresolved =>
                Converging([], new(Party.Portal, "a creation was sent and not answered; the portal waits until it can no longer take effect")),
            (Presence.NeverMade or Presence.Gone, _) => Ended,
            (Presence.Present, VpcEndpointState.Deleting or VpcEndpointState.Deleted) => Deleting,
            (Presence.Present, _) => Converging(
                [.. CutFirst(wanted, seen), DeleteEndpointStep.Definition.Plan(wanted.Spec, seen.Endpoint.Value!.VpcEndpointId)]),
            // The answer says whether it is there; an absence alone does not.
            (Presence.Doubtful, _) when seen.Endpoint.Id is { } id => Converging(
                [.. CutFirst(wanted, seen), DeleteEndpointStep.Definition.Plan(wanted.Spec, id, "which AWS does not show at the moment")]),
            _ => new([], SyncState.Unknown, NotVisible),
        };

    /// <summary>The side that the portal's own people control comes first: whoever keeps the endpoint from being deleted does not keep it connected.</summary>
    private static IEnumerable<PlanStep> CutFirst(ConnectionWanted wanted, ConnectionObservation seen) =>
        Reject(wanted, seen) is { } reject ? [reject] : [];

    private static Waiting NotVisible => new(Party.Aws, "AWS does not show the endpoint at the moment");

    internal static Plan<ConnectionAction> Converging(IReadOnlyList<PlanStep> steps, Waiting? waiting = null) =>
        new(steps, SyncState.Converging, steps.Any(step => step.IsReady) ? null : waiting ?? (steps is [var first, ..] ? first.WaitsFor : null));

    internal static Plan<ConnectionAction> Disconnected(string because, Waiting? waiting = null) =>
        new([], SyncState.Drifted, waiting ?? ReconnectOrDelete, Mark: ConnectionAction.MarkDisconnected, Because: because);

    /// <summary>Only the provider's side counts: the endpoint is to be there, and not to be connected.</summary>
    private static Plan<ConnectionAction> CutOff(ConnectionWanted wanted, ConnectionObservation seen) =>
        Reject(wanted, seen) is { } reject ? Converging([reject])
        : new([], seen.ProviderSide is null ? SyncState.Unknown : SyncState.InSync, RestoreOrDelete(wanted));

    /// <returns>None where the provider's side does not show the endpoint as connected.</returns>
    private static PlanStep? Reject(ConnectionWanted wanted, ConnectionObservation seen) =>
        RejectConnectionStep.IsConnected(seen.ProviderSide) && (seen.Endpoint.Value?.VpcEndpointId ?? seen.Endpoint.Id) is { } id
            ? RejectConnectionStep.Definition.Plan(
                wanted.Spec, id, seen.Service.ServiceId,
                UnknownService(seen.Service) ?? (seen.Service.ServiceId is null ? ServiceAway : null))
            : null;

    internal static Plan<ConnectionAction> Stuck(string cause, Party owner, string action, WayOut wayOut) =>
        new([], SyncState.Drifted, Blocked: new(cause, owner, action, WayOut: wayOut));
}
