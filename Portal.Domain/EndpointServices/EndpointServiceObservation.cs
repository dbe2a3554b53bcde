using Portal.Domain.PrivateDns;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What AWS said of all that a service owns, at one moment.</summary>
/// <param name="TargetGroups">By the part that tells them apart; see <see cref="EndpointServicePlanner.GroupPart"/>.</param>
/// <param name="Listeners">By listener part (its port).</param>
/// <param name="Principals">The ARNs that are allowed to connect.</param>
/// <param name="LiveConnections">Endpoints of anybody that AWS shows as pending or available on the service.</param>
/// <param name="Superseded">What earlier generations have left.</param>
/// <param name="PrivateDns">How far the proof of its private DNS name has come; none while there is nothing to prove.</param>
/// <param name="Tags">Of which objects the tags differ from what is asked for, by their part; see <see cref="ServiceObject"/>.</param>
/// <param name="TurnedAway">Endpoints of anybody that AWS shows as rejected.</param>
public sealed record EndpointServiceObservation(
    DateTimeOffset At,
    Observed<ObservedLoadBalancer> LoadBalancer,
    IReadOnlyDictionary<string, Observed<ObservedTargetGroup>> TargetGroups,
    IReadOnlyDictionary<string, Observed<ObservedListener>> Listeners,
    Observed<ObservedServiceConfiguration> Service,
    IReadOnlyList<string> Principals,
    IReadOnlyList<ObservedServiceConnection> LiveConnections,
    IReadOnlyList<SupersededObject>? Superseded = null,
    PrivateDnsProgress? PrivateDns = null,
    IReadOnlyDictionary<string, TagDifference>? Tags = null,
    IReadOnlyList<ObservedServiceConnection>? TurnedAway = null)
{
    /// <param name="part">What tells the target group from the others; see <see cref="EndpointServicePlanner.GroupPart"/>.</param>
    public Observed<ObservedTargetGroup> TargetGroup(string? part) => Of(TargetGroups, part);

    /// <param name="part">What tells the listener from the others; see <see cref="EndpointServicePlanner.Part(ServiceListener)"/>.</param>
    public Observed<ObservedListener> Listener(string? part) => Of(Listeners, part);

    private static Observed<T> Of<T>(IReadOnlyDictionary<string, Observed<T>> seen, string? part)
        where T : class => seen.GetValueOrDefault(part ?? "") ?? new Observed<T>(Presence.NeverMade);
}
