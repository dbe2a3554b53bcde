using System.Runtime.CompilerServices;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Domain.Tests.Provisioning;

namespace Portal.Domain.Tests.Connections;

/// <summary>What holds for every plan of a connection.</summary>
internal static class ConnectionPlanRules
{
    private static readonly ConditionalWeakTable<ConnectionSpec, Effects> Approved = [];

    private static readonly ConnectionStage[] BeforeAndWhileWanted =
    [
        ConnectionStage.Draft, ConnectionStage.AwaitingApproval, ConnectionStage.ChangesRequested, ConnectionStage.Scheduled,
        ConnectionStage.Provisioning, ConnectionStage.Available,
    ];

    public static Plan<ConnectionAction> Plan(ConnectionWanted wanted, ConnectionObservation seen)
    {
        var plan = ConnectionPlanner.Plan(wanted, seen);
        PlanRules.Hold(plan, Approved.GetValue(wanted.Spec, ConnectionEffects.Of), [wanted.Spec, seen]);
        foreach (var step in plan.Steps)
        {
            Assert.True(
                wanted.Stage switch
                {
                    ConnectionStage.Deprovisioning => step.Definition.Ends,
                    ConnectionStage.CutOff => step.Definition == RejectConnectionStep.Definition,
                    _ => BeforeAndWhileWanted.Contains(wanted.Stage) && !step.Definition.Ends,
                },
                $"{step.Key} while it is {wanted.Stage}");
            Assert.True(step.Call is null || MaySend(step.Call, wanted, seen), $"{step.Call} was planned in the wrong moment");
        }

        Assert.True(
            !plan.Steps.Any(step => step.Definition.Creates) || seen.Endpoint.Presence is Presence.NeverMade or Presence.Gone,
            $"It is made again while it is {seen.Endpoint.Presence}");
        if (plan.Mark is { } mark)
        {
            Assert.Contains((wanted.Stage, mark), ExpectedConnectionMoves.All.Keys);
            Assert.True(IsProven(mark, wanted, seen), $"{mark} is not what AWS showed");
        }

        if (plan.Sync == SyncState.InSync && plan.Mark != ConnectionAction.MarkDeleted)
        {
            Assert.True(
                wanted.Stage == ConnectionStage.CutOff
                    ? seen.ProviderSide is not null && !RejectConnectionStep.IsConnected(seen.ProviderSide)
                    : StandsAsApproved(wanted.Spec, seen.Endpoint.Value), "It is called in sync, and does not stand as was wanted");
        }

        return plan;
    }

    public static bool StandsAsApproved(ConnectionSpec spec, ObservedEndpoint? endpoint) =>
        endpoint is { State: VpcEndpointState.Available }
        && spec.Subnets.Select(subnet => subnet.SubnetId).ToHashSet().SetEquals(endpoint.SubnetIds)
        && spec.SecurityGroupIds.ToHashSet().SetEquals(endpoint.SecurityGroupIds)
        && spec.PrivateDns == endpoint.PrivateDnsEnabled;

    private static bool MaySend(StepCall call, ConnectionWanted wanted, ConnectionObservation seen) => call switch
    {
        CreateEndpointCall => seen.Service.PrincipalAllowed && seen.Service.Stage is EndpointServiceStage.Available or EndpointServiceStage.Draining,
        AcceptConnectionCall accept => accept.VpcEndpointId == seen.Endpoint.Value?.VpcEndpointId && accept.ServiceId == seen.Service.ServiceId
            && (seen.ProviderSide == VpcEndpointState.PendingAcceptance || (seen.ProviderSide == VpcEndpointState.Rejected && wanted.Reconnecting)),
        RejectConnectionCall reject => reject.VpcEndpointId == (seen.Endpoint.Value?.VpcEndpointId ?? seen.Endpoint.Id)
            && reject.ServiceId == seen.Service.ServiceId && RejectConnectionStep.IsConnected(seen.ProviderSide),
        SetPrivateDnsCall dns => dns.Enabled && wanted.Spec.PrivateDns && seen.Endpoint.Value?.State == VpcEndpointState.Available
            && seen.Service is { PrivateDnsName: not null, PrivateDnsNameState: PrivateDnsNameState.Verified },
        ModifyEndpointCall => seen.Endpoint.Value?.State == VpcEndpointState.Available,
        DeleteEndpointCall delete => seen.Superseded?.Any(endpoint => endpoint.VpcEndpointId == delete.VpcEndpointId) == true
            || (delete.VpcEndpointId == seen.Endpoint.Id && seen.Endpoint.Presence is Presence.Present or Presence.Doubtful
                && seen.Endpoint.Value?.State is not (VpcEndpointState.Deleting or VpcEndpointState.Deleted)),
        _ => false,
    };

    private static bool IsProven(ConnectionAction mark, ConnectionWanted wanted, ConnectionObservation seen) => mark switch
    {
        ConnectionAction.MarkAvailable => seen.Endpoint.Value?.State == VpcEndpointState.Available,
        ConnectionAction.MarkDisconnected => seen.Endpoint.Presence == Presence.Gone
            || seen.Endpoint.Value?.State is VpcEndpointState.Rejected or VpcEndpointState.Failed or VpcEndpointState.Deleting or VpcEndpointState.Deleted,
        ConnectionAction.MarkDeleted => seen.Endpoint.Presence is Presence.NeverMade or Presence.Gone && !wanted.CreateUnresolved
            && seen.Superseded?.All(endpoint => endpoint.State == VpcEndpointState.Deleted) != false,
        _ => false,
    };
}
