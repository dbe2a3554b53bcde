using System.Runtime.CompilerServices;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Domain.Tests.Provisioning;

namespace Portal.Domain.Tests.Connections;

/// <summary>What holds for every plan of a connection from a self-managed account.</summary>
internal static class SelfManagedPlanRules
{
    private static readonly ConditionalWeakTable<ConnectionSpec, Effects> Approved = [];

    private static readonly ConnectionStage[] Ending = [ConnectionStage.Deprovisioning, ConnectionStage.AwaitingConsumerDelete];

    private static readonly ConnectionStage[] Resting = [ConnectionStage.AwaitingConsumer, ConnectionStage.Disconnected, ConnectionStage.CutOff, .. Ending];

    public static Plan<ConnectionAction> Plan(ConnectionWanted wanted, ConnectionObservation seen)
    {
        var plan = ConnectionPlanner.Plan(wanted, seen);
        PlanRules.Hold(plan, Approved.GetValue(wanted.Spec, ConnectionEffects.Of), [wanted.Spec, seen]);
        Assert.All(plan.Steps, step => Assert.Equal(Party.Provider, step.Definition.Side));
        foreach (var call in plan.Steps.Select(step => step.Call).OfType<StepCall>())
        {
            Assert.True(MaySend(call, wanted, seen), $"{call} was planned in the wrong moment");
        }

        if (plan.Mark is { } mark)
        {
            Assert.Contains((wanted.Stage, mark), ExpectedConnectionMoves.All.Keys);
            Assert.True(IsProven(mark, seen), $"{mark} is not what AWS showed");
        }

        if (plan.Sync == SyncState.InSync && plan.Mark != ConnectionAction.MarkDeleted)
        {
            var own = Own(wanted, seen);
            Assert.True(
                wanted.Stage == ConnectionStage.CutOff ? own is not null && !RejectConnectionStep.IsConnected(own) : own == VpcEndpointState.Available,
                $"It is called in sync while AWS shows it as {own}");
        }

        Assert.DoesNotContain(SelfManagedObservations.Stranger, PlanRules.Text(plan), StringComparison.Ordinal);
        return plan;

        bool IsProven(ConnectionAction action, ConnectionObservation observation) => (action, Own(wanted, observation)) switch
        {
            (ConnectionAction.AwaitConsumer, null) => observation.Registered is null
                ? observation.Service.PrincipalAllowed
                : observation.Registered is { WasSeen: true, Sighting.Presence: Presence.Gone },
            (ConnectionAction.AwaitConsumer, var state) => state is VpcEndpointState.Deleting or VpcEndpointState.Deleted,
            (ConnectionAction.MarkAvailable, var state) => state == VpcEndpointState.Available,
            (ConnectionAction.MarkDisconnected, null) => observation.Registered?.Sighting.Presence == Presence.Gone,
            (ConnectionAction.MarkDisconnected, var state) =>
                state is VpcEndpointState.Rejected or VpcEndpointState.Failed or VpcEndpointState.Deleting or VpcEndpointState.Deleted,
            (ConnectionAction.MarkAwaitingConsumerDelete, var state) =>
                state is VpcEndpointState.Rejected or VpcEndpointState.Failed or VpcEndpointState.Expired,
            (ConnectionAction.MarkDeleted, null) => observation.Registered is null or { Sighting.Presence: Presence.Gone or Presence.Present },
            (ConnectionAction.MarkDeleted, var state) => state == VpcEndpointState.Deleted,
            _ => false,
        };
    }

    private static bool MaySend(StepCall call, ConnectionWanted wanted, ConnectionObservation seen) => call switch
    {
        AcceptConnectionCall accept =>
            accept.VpcEndpointId == seen.Registered?.VpcEndpointId && accept.ServiceId == seen.Service.ServiceId && !Resting.Contains(wanted.Stage)
            && (Own(wanted, seen) == VpcEndpointState.PendingAcceptance || (Own(wanted, seen) == VpcEndpointState.Rejected && wanted.Reconnecting)),
        RejectConnectionCall reject => reject.ServiceId == seen.Service.ServiceId
            && (reject.VpcEndpointId == seen.Registered?.VpcEndpointId
                ? (Ending.Contains(wanted.Stage) || wanted.Stage == ConnectionStage.CutOff)
                    && Own(wanted, seen) is not (null or VpcEndpointState.Rejected or VpcEndpointState.Deleting or VpcEndpointState.Deleted)
                : seen.SupersededIds?.Contains(reject.VpcEndpointId) == true),
        _ => false,
    };

    /// <summary>The state of the endpoint that was registered; none while AWS does not show it as the account's own.</summary>
    private static VpcEndpointState? Own(ConnectionWanted wanted, ConnectionObservation seen) =>
        seen.Registered is { Sighting.Value: { } endpoint } && endpoint.OwnerAccountId == wanted.Spec.AccountId
            && (endpoint.Region ?? wanted.Spec.Region) == wanted.Spec.Region
            ? endpoint.State
            : null;
}
