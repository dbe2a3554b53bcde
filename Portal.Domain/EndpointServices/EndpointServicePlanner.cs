using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Plans publishing, keeping and withdrawing a service: a pure function of what is wanted and what was seen.</summary>
public static class EndpointServicePlanner
{
    public static Plan<EndpointServiceAction> Plan(EndpointServiceWanted wanted, EndpointServiceObservation seen) =>
        Ambiguity(wanted.Spec, seen) is { } blocked ? new([], SyncState.Unknown, Blocked: blocked)
        : wanted.Stage switch
        {
            EndpointServiceStage.Withdrawing => WithRejections(wanted, seen, EndpointServiceTeardown.Plan(wanted, seen)),
            EndpointServiceStage.Lost => Lost(wanted, seen),
            EndpointServiceStage.Withdrawn or EndpointServiceStage.Unknown => new([], SyncState.Unknown),
            _ => WithRejections(wanted, seen, EndpointServicePublication.Plan(wanted, seen)),
        };

    /// <summary>Who was turned away stays so: nothing else waits for it, and it waits for nothing else.</summary>
    private static Plan<EndpointServiceAction> WithRejections(
        EndpointServiceWanted wanted, EndpointServiceObservation seen, Plan<EndpointServiceAction> plan)
    {
        var live = seen.Service.Value is { State: ServiceConfigurationState.Available }
            ? seen.LiveConnections.Select(endpoint => endpoint.VpcEndpointId).Intersect(wanted.RejectedEndpoints ?? []).Order(StringComparer.Ordinal).ToList()
            : [];
        return live.Count == 0 ? plan : plan with
        {
            Steps = [.. live.Select(id => RejectUnclaimedStep.Definition.Plan(wanted.Spec, seen.Service.Value!, id)), .. plan.Steps],
            Sync = SyncState.Converging,
            WaitingFor = null,
        };
    }

    /// <summary>A service that was lost is still looked for: what shows itself again has not been deleted.</summary>
    private static Plan<EndpointServiceAction> Lost(EndpointServiceWanted wanted, EndpointServiceObservation seen) =>
        seen.Service.Value is { State: ServiceConfigurationState.Available }
            ? new(
                [], SyncState.Unknown, Mark: wanted.IsWithdrawalAnnounced ? EndpointServiceAction.MarkDraining : EndpointServiceAction.MarkAvailable,
                Because: "AWS shows the endpoint service again")
            : new(
                [], SyncState.Drifted,
                new(Party.Provider, "withdraw the service, so that what is left of it is deleted; should AWS show it again, it comes back by itself"));

    /// <summary>What tells a listener's steps from those of another: its port, and its protocol unless that is TCP.</summary>
    public static string Part(ServiceListener listener) => Part(listener.Protocol, listener.Port);

    internal static string Part(string protocol, int port) =>
        protocol == "TCP" ? port.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{port}-{protocol}");

    /// <summary>What tells a target group's steps from those of another: its listener's part, and its revision if it is not the first.</summary>
    public static string GroupPart(ServiceListener listener) => listener.TargetGroup.Revision is { } revision
        ? string.Create(CultureInfo.InvariantCulture, $"{Part(listener)}.{revision}")
        : Part(listener);

    /// <summary>What tells a principal's steps from those of another: ARNs are too long for a key.</summary>
    public static string Part(string principalArn) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(principalArn)))[..16];

    internal static Waiting NotVisible(string what) => new(Party.Aws, $"AWS does not show {what} at the moment");

    private static Blocked? Ambiguity(EndpointServiceSpec spec, EndpointServiceObservation seen)
    {
        var ambiguous = seen.LoadBalancer.Presence == Presence.Ambiguous || seen.Service.Presence == Presence.Ambiguous
            || spec.AllTargetGroups.Any(part => seen.TargetGroup(part).Presence == Presence.Ambiguous)
            || spec.AllListeners.Any(listener => seen.Listener(listener.Part).Presence == Presence.Ambiguous);
        return ambiguous
            ? new(
                "Several AWS objects carry this service's tags", Party.Provider, "Remove the portal's tags from the ones that are not meant, then retry",
                WayOut: WayOut.EndpointServices)
            : null;
    }
}
