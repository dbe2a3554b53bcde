using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>
/// Plans how an endpoint that somebody has made by hand is taken over: its tags come first, and nothing is done to it while it is not what was approved.
/// </summary>
internal static class AdoptionPlanner
{
    /// <summary>What was taken over can be accepted again, but not made again: making one was not approved.</summary>
    public static Waiting GoneForGood =>
        new(Party.Consumer, "delete the connection: the endpoint that it took over is gone. Ask for another one if it is needed");

    public static Plan<ConnectionAction> Plan(ConnectionWanted wanted, ConnectionObservation seen) => (seen.Endpoint.Value, seen.TagOwner) switch
    {
        (null or { State: VpcEndpointState.Deleting or VpcEndpointState.Deleted }, _) => Gone(wanted.Spec),
        ({ State: VpcEndpointState.Rejected }, _) when !wanted.Reconnecting => ConnectionPlanner.RejectedBefore,
        ({ State: VpcEndpointState.Failed or VpcEndpointState.Expired } endpoint, _) => ConnectionPlanner.Stuck(
            $"AWS shows {endpoint.VpcEndpointId} as {endpoint.StateText}", Party.Consumer, "Delete the connection; the endpoint stays as it is",
            WayOut.DeleteConnection),
        (_, null) => new([], SyncState.Unknown, new(Party.Aws, "AWS does not show the endpoint's tags at the moment")),
        ({ } endpoint, TagOwner.Other or TagOwner.Unknown) => ConnectionPlanner.Stuck(
            $"{endpoint.VpcEndpointId} carries the tags of another connection or installation", Party.Consumer,
            "Remove its tags that begin with privatelink-portal: in AWS if nobody else looks after it, then retry; or delete the connection", WayOut.Endpoints),
        ({ } endpoint, _) when Differences(wanted.Spec, endpoint) is { Count: > 0 } differences => ConnectionPlanner.Stuck(
            $"{endpoint.VpcEndpointId} is not what was approved any more: {string.Join("; ", differences)}", Party.Consumer,
            "Put it back in AWS as it was approved, then retry; or delete the connection and adopt the endpoint as it is", WayOut.Endpoints),
        ({ } endpoint, _) => ConnectionPlanner.Converging([
            AdoptEndpointStep.Definition.Plan(wanted.Spec, wanted.Tags),
            .. endpoint.State == VpcEndpointState.Available
                ? Array.Empty<PlanStep>()
                : [AcceptConnectionStep.Definition.Plan(
                    wanted.Spec, $"Accept {endpoint.VpcEndpointId} on the provider's side", null,
                    new(Party.Portal, "the endpoint has to be taken over first"))],
        ]),
    };

    public static Plan<ConnectionAction> Gone(ConnectionSpec spec) => ConnectionPlanner.Stuck(
        $"AWS does not show {spec.AdoptedEndpointId} in account {spec.AccountId}: it was deleted", Party.Consumer,
        "Delete the connection; ask for another one if it is needed, for which the portal makes an endpoint", WayOut.DeleteConnection);

    /// <summary>What was not taken over yet is somebody else's: it stays as it is.</summary>
    public static Plan<ConnectionAction> End(ConnectionWanted wanted) => wanted.CreateUnresolved
        ? ConnectionPlanner.Converging([], new(Party.Portal, "tags were sent and not answered; the portal waits until they can no longer take effect"))
        : new(
            [], SyncState.InSync, Mark: ConnectionAction.MarkDeleted,
            Because: $"{wanted.Spec.AdoptedEndpointId} was not taken over, and stays as it is");

    private static List<string> Differences(ConnectionSpec spec, ObservedEndpoint endpoint) =>
    [
        .. ConnectionDifferences.OfShape(spec, endpoint).Select(one => $"{one.What}: {one.Wanted ?? "none"} was approved, {one.Found ?? "none"} is there"),
        .. spec.PrivateDns == endpoint.PrivateDnsEnabled ? Array.Empty<string>() : [$"private DNS is {(endpoint.PrivateDnsEnabled ? "on" : "off")}"],
    ];
}
