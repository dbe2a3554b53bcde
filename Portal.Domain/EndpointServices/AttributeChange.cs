using System.Globalization;
using Portal.Domain.Reviews;

namespace Portal.Domain.EndpointServices;

/// <summary>What another wish for attributes means, and what it does to traffic.</summary>
internal static class AttributeChange
{
    private const string NotSet = "not set";

    /// <summary>What is to be wanted of the load balancer from now on: what was said and is said no longer goes back to AWS's default.</summary>
    public static LoadBalancerAttributes? Follow(EndpointServiceSpec present, EndpointServiceSpec next) =>
        Follow(AttributeComparison.Of(present, null), AttributeComparison.Of(next, null)) is { Count: > 0 } values
            ? LoadBalancerAttributes.Of(values) : null;

    /// <summary>The same of a listener's target group.</summary>
    /// <param name="present">None for a listener that is new.</param>
    public static TargetGroupAttributes? Follow(ServiceListener? present, ServiceListener next) =>
        present is null ? next.TargetGroup.Attributes
        : Follow(AttributeComparison.Of(present, null), AttributeComparison.Of(next, null)) is { Count: > 0 } values
            ? TargetGroupAttributes.Of(values) : null;

    /// <summary>What differs, as people read it.</summary>
    /// <param name="of">What has the attributes, to begin each name with: "TCP 443: "; empty for the load balancer.</param>
    public static IEnumerable<FieldChange> Differences(AttributeComparison before, AttributeComparison after, string of = "") =>
        after.All.SelectMany(attribute => FieldChange.Of(
            of + (of.Length == 0 ? attribute.Name : attribute.InSentence), Text(before, attribute), Text(after, attribute)));

    /// <summary>What becomes of a live connection's traffic; empty where it goes on as it does.</summary>
    /// <param name="zoneIds">The zones of the connection's interfaces; none where they are not visible.</param>
    /// <param name="seen">The newest observation, by which it is known how what nobody has said is now.</param>
    public static IEnumerable<string> Cuts(
        EndpointServiceSpec present, EndpointServiceSpec next, IReadOnlyCollection<string>? zoneIds, EndpointServiceObservation? seen)
    {
        var before = present.Listeners.ToDictionary(EndpointServicePlanner.Part);
        foreach (var listener in next.Listeners)
        {
            if (before.TryGetValue(EndpointServicePlanner.Part(listener), out var standing) && ProxyProtocol(standing, listener, seen) is { } text)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{listener.Protocol} {listener.Port}: {text}");
            }
        }

        var crossed = present.LoadBalancerAttributes?.CrossZone ?? seen?.LoadBalancer.Value?.CrossZone ?? LoadBalancerAttributes.Default.CrossZone;
        if (crossed == true && next.LoadBalancerAttributes?.CrossZone == false)
        {
            var left = zoneIds?.Where(zone => !IsServed(zone, next, seen)).Order(StringComparer.Ordinal).ToList();
            if (left is null)
            {
                yield return "May lose zones that have no target of their own, as cross-zone load balancing is switched off: its zones are not visible";
            }
            else if (left.Count > 0)
            {
                yield return $"Loses {string.Join(", ", left)}, where no target is known to lie, as cross-zone load balancing is switched off";
            }
        }
    }

    private static Dictionary<string, string> Follow(AttributeComparison present, AttributeComparison next)
    {
        var values = next.Stated.ToDictionary();
        foreach (var key in present.Stated.Keys.Except(next.Stated.Keys))
        {
            values[key] = next.Defaults[key];
        }

        return values;
    }

    private static string? ProxyProtocol(ServiceListener before, ServiceListener after, EndpointServiceObservation? seen)
    {
        var was = before.TargetGroup.Attributes?.ProxyProtocolV2
            ?? seen?.TargetGroup(EndpointServicePlanner.GroupPart(before)).Value?.Attributes?.ProxyProtocolV2 ?? false;
        // Another target group takes its place with what AWS gives where nothing is said.
        var will = after.TargetGroup.Attributes?.ProxyProtocolV2
            ?? (EndpointServicePlanner.GroupPart(before) == EndpointServicePlanner.GroupPart(after) ? was : false);
        return (was, will) switch
        {
            (false, true) => "proxy protocol v2 is switched on, and its connections fail unless the targets expect the header",
            (true, false) => "proxy protocol v2 is switched off, and its connections fail if the targets still expect the header",
            _ => null,
        };
    }

    /// <summary>Whether every listener has a target in the zone, or one outside of all zones.</summary>
    private static bool IsServed(string zoneId, EndpointServiceSpec next, EndpointServiceObservation? seen) => next.Listeners.All(listener =>
        seen?.TargetGroup(EndpointServicePlanner.GroupPart(listener)).Value?.Targets.Any(target =>
            target.AvailabilityZone is "all" || target.AvailabilityZone == zoneId) == true);

    private static string Text(AttributeComparison side, AttributeDefinition attribute) =>
        side.Stated.TryGetValue(attribute.Key, out var value) ? AttributeDefinition.Text(value) : NotSet;
}
