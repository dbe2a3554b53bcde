using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>
/// Plans a connection from an account into which the portal cannot look: it waits for the consumer's endpoint, and accepts or rejects exactly that one on the
/// provider's side.
/// </summary>
internal static class SelfManagedPlanner
{
    public static Plan<ConnectionAction> Plan(ConnectionWanted wanted, ConnectionObservation seen)
    {
        var plan = wanted.Stage switch
        {
            ConnectionStage.Disconnected when seen.Registered is { Sighting.Value.State: VpcEndpointState.Available } back && back.IsOf(wanted.Spec) =>
                ConnectionPlanner.Back,
            ConnectionStage.Disconnected => new(
                [], SyncState.Drifted, seen.Registered is { Sighting.Value.State: VpcEndpointState.Rejected }
                    ? ConnectionPlanner.ReconnectRejected
                    : ConnectionPlanner.ReconnectOrDelete),
            ConnectionStage.CutOff => CutOff(wanted, seen),
            ConnectionStage.AwaitingConsumer => ConnectionPlanner.Converging([], CreateIt(seen)),
            ConnectionStage.Deprovisioning => Teardown(wanted, seen),
            ConnectionStage.AwaitingConsumerDelete => Afterwards(wanted, seen),
            _ when seen.Registered is { } registered => Connect(wanted, seen, registered),
            _ => Prepare(wanted, seen),
        };
        return WithoutSuperseded(wanted, seen, plan);
    }

    private static Waiting CreateIt(ConnectionObservation seen) =>
        new(Party.Consumer, $"create an interface endpoint to {seen.Service.ServiceName} in your account and enter its id");

    /// <summary>Nothing is registered yet: the consumer can begin as soon as the service lets their account in.</summary>
    private static Plan<ConnectionAction> Prepare(ConnectionWanted wanted, ConnectionObservation seen)
    {
        if (wanted.Stage == ConnectionStage.Available)
        {
            return NotVisible;
        }

        var wait = ConnectionPlanner.Service(seen.Service);
        var accept = AcceptConnectionStep.Definition.Plan(wanted.Spec, "Accept the endpoint that the consumer brings", null, wait ?? CreateIt(seen));
        return wait is null && wanted.Stage == ConnectionStage.Provisioning
            ? ConnectionPlanner.Converging([accept]) with
            {
                Mark = ConnectionAction.AwaitConsumer,
                Because = "The service allows the account, and the consumer has to create the endpoint"
            }
            : ConnectionPlanner.Converging([accept], wait);
    }

    private static Plan<ConnectionAction> NotVisible => new([], SyncState.Unknown, new(Party.Aws, "AWS does not show the endpoint at the moment"));

    private static Plan<ConnectionAction> Connect(ConnectionWanted wanted, ConnectionObservation seen, RegisteredEndpoint registered)
    {
        var live = wanted.Stage == ConnectionStage.Available;
        return registered.Sighting.Presence switch
        {
            Presence.Present when registered.IsOf(wanted.Spec) => Advance(wanted, seen, registered.Sighting.Value!, live),
            // Whose it is instead is not for this consumer to know.
            Presence.Present => ConnectionPlanner.Stuck(
                $"{registered.VpcEndpointId} is not an endpoint of account {wanted.Spec.AccountId} in {wanted.Spec.Region}", Party.Consumer,
                "Enter the id of the endpoint that you created in that account", WayOut.ConnectionPage),
            Presence.Gone when live => ConnectionPlanner.Disconnected("AWS no longer shows the endpoint on the service"),
            Presence.Gone when registered.WasSeen => Again("AWS no longer shows the endpoint on the service", wanted),
            _ when live || registered.WasSeen => NotVisible,
            _ => ConnectionPlanner.Converging([], ConnectionPlanner.Service(seen.Service) ?? (registered.Sighting.Presence == Presence.Gone
                ? new(
                    Party.Consumer,
                    $"AWS shows no endpoint {registered.VpcEndpointId} on the service; create it to {seen.Service.ServiceName}, or enter the right id")
                : new(Party.Aws, $"AWS does not show {registered.VpcEndpointId} on the service yet"))),
        };
    }

    private static Plan<ConnectionAction> Advance(
        ConnectionWanted wanted, ConnectionObservation seen, EndpointServices.ObservedServiceConnection endpoint, bool live) => endpoint.State switch
        {
            // Another one than the endpoint that was turned away: it would pass the provider by.
            VpcEndpointState.PendingAcceptance when wanted is { CutOffBy: not null, Reconnecting: false } => ConnectionPlanner.RejectedBefore,
            VpcEndpointState.PendingAcceptance => ConnectionPlanner.Converging([Accept(wanted, seen, endpoint.VpcEndpointId)]),
            VpcEndpointState.Pending => ConnectionPlanner.Converging([], new(Party.Aws, "AWS is connecting the endpoint")),
            VpcEndpointState.Available when live => new([], SyncState.InSync),
            VpcEndpointState.Available => new(
                [], SyncState.InSync, Mark: Only(wanted, ConnectionAction.MarkAvailable),
                Because: Only(wanted, ConnectionAction.MarkAvailable) is null ? null : "AWS shows the endpoint as available"),
            VpcEndpointState.Rejected when live =>
                ConnectionPlanner.Disconnected("The provider's side rejected the endpoint", ConnectionPlanner.ReconnectRejected),
            VpcEndpointState.Rejected when wanted is { Reconnecting: true, WasAcceptedAgain: true } => ConnectionPlanner.RejectedAgain,
            VpcEndpointState.Rejected when wanted.Reconnecting => ConnectionPlanner.Converging([Accept(wanted, seen, endpoint.VpcEndpointId)]),
            VpcEndpointState.Rejected => ConnectionPlanner.RejectedBefore,
            VpcEndpointState.Failed when live => ConnectionPlanner.Disconnected("AWS shows the endpoint as failed"),
            VpcEndpointState.Failed =>
                ConnectionPlanner.Stuck("AWS shows the endpoint as failed", Party.Consumer, "Delete it, create another one and enter its id", WayOut.Endpoints),
            VpcEndpointState.Deleting or VpcEndpointState.Deleted when live => ConnectionPlanner.Disconnected("The endpoint was deleted"),
            VpcEndpointState.Deleting or VpcEndpointState.Deleted => Again("The endpoint was deleted", wanted),
            _ => ConnectionPlanner.Stuck(
                $"AWS shows the endpoint as {endpoint.State}, with which the portal can do nothing", Party.Consumer,
                "Look at the endpoint in AWS, then retry; or delete the connection", WayOut.Endpoints),
        };

    /// <summary>The endpoint is gone before it was connected: the consumer has to make another one.</summary>
    private static Plan<ConnectionAction> Again(string because, ConnectionWanted wanted) => Only(wanted, ConnectionAction.AwaitConsumer) is { } mark
        ? ConnectionPlanner.Converging([], new(Party.Consumer, "create another endpoint and enter its id")) with { Mark = mark, Because = because }
        : NotVisible;

    private static ConnectionAction? Only(ConnectionWanted wanted, ConnectionAction action) => ConnectionLifecycle.Allows(wanted.Stage, action) ? action : null;

    /// <summary>The endpoint is to stay, and not to be connected.</summary>
    private static Plan<ConnectionAction> CutOff(ConnectionWanted wanted, ConnectionObservation seen) => seen.Registered switch
    {
        { Sighting.Value: { } own } registered when registered.IsOf(wanted.Spec) && RejectConnectionStep.IsConnected(own.State) =>
            ConnectionPlanner.Converging([Reject(wanted, seen, own.VpcEndpointId)]),
        { Sighting.Value: not null } registered when registered.IsOf(wanted.Spec) => new([], SyncState.InSync, ConnectionPlanner.RestoreOrDelete(wanted)),
        _ => new([], SyncState.Unknown, ConnectionPlanner.RestoreOrDelete(wanted)),
    };

    private static Plan<ConnectionAction> Teardown(ConnectionWanted wanted, ConnectionObservation seen) => seen.Registered switch
    {
        null or { Sighting.Presence: Presence.Gone } or { Sighting.Value.State: VpcEndpointState.Deleted } => ConnectionPlanner.Ended,
        // Nothing of this connection ever stood there.
        { Sighting.Presence: Presence.Present } other when !other.IsOf(wanted.Spec) => ConnectionPlanner.Ended,
        { Sighting.Value.State: VpcEndpointState.Deleting } => ConnectionPlanner.Converging([], new(Party.Aws, "AWS is deleting the endpoint")),
        { Sighting.Value.State: VpcEndpointState.Rejected or VpcEndpointState.Failed or VpcEndpointState.Expired } own =>
            ConnectionPlanner.Converging([], DeleteIt(wanted, own)) with
            {
                Mark = ConnectionAction.MarkAwaitingConsumerDelete,
                Because = "The endpoint is cut off; only its owner can delete it"
            },
        { Sighting.Value: { } own } => ConnectionPlanner.Converging([Reject(wanted, seen, own.VpcEndpointId)]),
        _ => NotVisible,
    };

    /// <summary>The connection is cut; what is left is the consumer's own, and stays until they delete it.</summary>
    private static Plan<ConnectionAction> Afterwards(ConnectionWanted wanted, ConnectionObservation seen) =>
        Teardown(wanted, seen) is { Mark: ConnectionAction.MarkAwaitingConsumerDelete } waits
            ? waits with { Mark = null, Because = null }
            : Teardown(wanted, seen);

    private static Waiting DeleteIt(ConnectionWanted wanted, RegisteredEndpoint own) =>
        new(Party.Consumer, $"delete {own.VpcEndpointId} in account {wanted.Spec.AccountId}; AWS bills it until then");

    private static PlanStep Accept(ConnectionWanted wanted, ConnectionObservation seen, string id) =>
        AcceptConnectionStep.Definition.PlanRegistered(wanted.Spec, id, seen.Service.ServiceId, AtServiceWaitsFor(seen));

    private static PlanStep Reject(ConnectionWanted wanted, ConnectionObservation seen, string id) =>
        RejectConnectionStep.Definition.PlanRegistered(wanted.Spec, id, seen.Service.ServiceId, AtServiceWaitsFor(seen));

    private static Waiting? AtServiceWaitsFor(ConnectionObservation seen) => ConnectionPlanner.UnknownService(seen.Service)
        ?? (seen.Service.ServiceId is null ? ConnectionPlanner.ServiceAway : null);

    /// <summary>An endpoint that was accepted and then replaced by another one is cut off again: the portal keeps only the one that counts.</summary>
    private static Plan<ConnectionAction> WithoutSuperseded(ConnectionWanted wanted, ConnectionObservation seen, Plan<ConnectionAction> plan)
    {
        var rejections = (seen.SupersededIds ?? []).Distinct().Where(earlier => earlier != seen.Registered?.VpcEndpointId)
            .Select(earlier => Reject(wanted, seen, earlier)).ToList();
        // What has to be cut off does not wait for people who look for the right id.
        return rejections.Count == 0
            ? plan
            : ConnectionPlanner.Converging([.. rejections, .. plan.Steps], plan.WaitingFor);
    }
}
