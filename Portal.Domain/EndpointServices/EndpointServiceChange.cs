using System.Globalization;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Domain.EndpointServices;

/// <summary>Works out what a change of a published service means: what is given up, what differs, and whom it touches.</summary>
public static class EndpointServiceChange
{
    /// <summary>The spec to be wanted from now on: the new one, with what it gives up of the present one.</summary>
    /// <param name="seen">The newest observation; what it shows as gone is not kept in mind any longer.</param>
    public static EndpointServiceSpec Follow(EndpointServiceSpec present, EndpointServiceSpec next, EndpointServiceObservation? seen)
    {
        var standing = present.Listeners.ToDictionary(EndpointServicePlanner.Part);
        var listeners = next.Listeners.Select(listener => listener with
        {
            TargetGroup = listener.TargetGroup with
            {
                Revision = Revision(present, listener),
                Attributes = AttributeChange.Follow(standing.GetValueOrDefault(EndpointServicePlanner.Part(listener)), listener),
            },
        }).ToList();
        next = next with { Listeners = listeners, Retired = null, LoadBalancerAttributes = AttributeChange.Follow(present, next) };
        var retired = Retire(present, next, seen);
        return next with { Retired = retired.IsEmpty ? null : retired };
    }

    /// <summary>What differs, as people read it; empty where nothing does.</summary>
    public static IReadOnlyList<FieldChange> Differences(EndpointServiceSpec present, EndpointServiceSpec next)
    {
        var before = present.Listeners.ToDictionary(EndpointServicePlanner.Part);
        var after = next.Listeners.ToDictionary(EndpointServicePlanner.Part);
        return
        [
            .. FieldChange.OfSets("Zones", present.Subnets.Select(Text), next.Subnets.Select(Text)),
            .. FieldChange.OfSets("Listeners", present.Listeners.Select(Text), next.Listeners.Select(Text)),
            .. after.Where(pair => before.ContainsKey(pair.Key)).SelectMany(pair => Differences(before[pair.Key], pair.Value)),
            .. FieldChange.OfSets("Security groups", present.SecurityGroupIds ?? [], next.SecurityGroupIds ?? []),
            .. AttributeChange.Differences(AttributeComparison.Of(present, null), AttributeComparison.Of(next, null)),
            .. FieldChange.Of("Private DNS name", present.PrivateDnsName, next.PrivateDnsName),
        ];
    }

    /// <summary>What becomes of a live connection; none where it is not touched.</summary>
    /// <param name="zoneIds">The zones of its interfaces; none where they are not visible.</param>
    /// <param name="seen">The newest observation; none while there is none.</param>
    public static (bool IsCut, string Text)? Touches(
        EndpointServiceSpec present, EndpointServiceSpec next, IReadOnlyCollection<string>? zoneIds, EndpointServiceObservation? seen = null)
    {
        var kept = next.Listeners.Select(EndpointServicePlanner.Part).ToHashSet();
        var closed = present.Listeners.Where(listener => !kept.Contains(EndpointServicePlanner.Part(listener))).Select(Text).ToList();
        var left = present.Subnets.Select(subnet => subnet.ZoneId).Except(next.Subnets.Select(subnet => subnet.ZoneId)).ToList();
        List<string> texts = [];
        if (closed.Count > 0)
        {
            texts.Add($"{string.Join(", ", closed)} is closed to it");
        }

        if (left.Count > 0 && zoneIds is null)
        {
            texts.Add($"May lose {string.Join(", ", left)}: its zones are not visible");
        }
        else if (zoneIds?.Intersect(left).ToList() is { Count: > 0 } lost)
        {
            var stays = zoneIds.Except(left).ToList();
            texts.Add(stays.Count == 0
                ? $"Loses its only {(lost.Count == 1 ? "zone" : "zones")}, {string.Join(", ", lost)}"
                : $"Loses {string.Join(", ", lost)}, keeps {string.Join(", ", stays)}");
        }

        texts.AddRange(AttributeChange.Cuts(present, next, zoneIds, seen));
        return texts.Count == 0 ? null : (true, string.Join("; ", texts));
    }

    private static IEnumerable<FieldChange> Differences(ServiceListener before, ServiceListener after)
    {
        var (had, has) = (before.TargetGroup, after.TargetGroup);
        var name = Text(after);
        return
        [
            .. FieldChange.Of($"{name}: targets are looked after", Keeper(had), Keeper(has)),
            .. FieldChange.Of($"{name}: kind of targets", had.TargetType, has.TargetType),
            .. FieldChange.OfSets($"{name}: targets", had.Addresses.Select(Text), (has.ManagedOutside == true ? had : has).Addresses.Select(Text)),
            .. FieldChange.Of($"{name}: health check", Health(had), Health(has)),
            .. AttributeChange.Differences(AttributeComparison.Of(before, null), AttributeComparison.Of(after, null), $"{name}: "),
        ];
    }

    private static string Keeper(TargetGroupSpec group) => group.ManagedOutside == true ? "outside of the portal" : "by the portal";

    private static string Health(TargetGroupSpec group) => (group.HealthCheck ?? HealthCheck.Default).Whole.ToString();

    private static string Text(ServiceListener listener) => string.Create(CultureInfo.InvariantCulture, $"{listener.Protocol} {listener.Port}");

    private static string Text(ZonedSubnet subnet) => $"{subnet.ZoneId} ({subnet.SubnetId})";

    private static string Text(TargetAddress target) => string.Create(
        CultureInfo.InvariantCulture, $"{target.Id}:{target.Port}{(target.AvailabilityZone is { } zone ? $" in {zone}" : "")}");

    /// <summary>AWS never changes a target group's kind of targets: another group takes its place.</summary>
    private static int? Revision(EndpointServiceSpec present, ServiceListener listener)
    {
        var part = EndpointServicePlanner.Part(listener);
        var standing = present.Listeners.FirstOrDefault(one => EndpointServicePlanner.Part(one) == part);
        if (standing is not null && standing.TargetGroup.TargetType == listener.TargetGroup.TargetType)
        {
            return standing.TargetGroup.Revision;
        }

        var taken = present.AllTargetGroups.Select(group => group.Split('.')).Where(group => group[0] == part)
            .Select(group => group.Length == 1 ? 0 : int.Parse(group[1], CultureInfo.InvariantCulture)).ToList();
        return taken.Count == 0 ? null : taken.Max() + 1;
    }

    private static RetiredParts Retire(EndpointServiceSpec present, EndpointServiceSpec next, EndpointServiceObservation? seen)
    {
        var before = present.Retired ?? RetiredParts.None;
        var parts = next.Listeners.Select(EndpointServicePlanner.Part).ToHashSet();
        var groups = next.Listeners.ToDictionary(EndpointServicePlanner.GroupPart);
        // Only what was given up earlier can be known to be gone: of the rest the observation may be older than its making.
        var listeners = present.AllListeners.Where(one => !parts.Contains(one.Part))
            .Where(one => !before.Listeners.Contains(one) || seen?.Listener(one.Part).Presence != Presence.Gone);
        var retiredGroups = present.AllTargetGroups.Where(one => !groups.ContainsKey(one))
            .Where(one => !before.TargetGroups.Contains(one) || seen?.TargetGroup(one).Presence != Presence.Gone);
        var targets = present.Listeners
            .SelectMany(listener => listener.TargetGroup.Addresses.Select(target =>
                new RetiredTarget(EndpointServicePlanner.GroupPart(listener), target.Id, target.Port)))
            .Concat(before.Targets.Where(target => Stands(target, seen)))
            .Distinct().Where(target => groups.TryGetValue(target.TargetGroup, out var listener) && listener.TargetGroup.ManagedOutside != true
                && listener.TargetGroup.Addresses.All(wanted => wanted.Id != target.Id || wanted.Port != target.Port));
        return new([.. listeners.DistinctBy(one => one.Part)], [.. retiredGroups.Distinct()], [.. targets]);
    }

    private static bool Stands(RetiredTarget target, EndpointServiceObservation? seen) =>
        seen?.TargetGroup(target.TargetGroup).Value is not { TargetsAt: not null } group || group.Targets.Any(one => one.Address == target.Address);
}
