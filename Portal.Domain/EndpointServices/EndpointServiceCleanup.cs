using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What must still happen until nothing is left of what the service has given up: what takes its place comes first.</summary>
internal static class EndpointServiceCleanup
{
    public static void Plan(EndpointServiceSpec spec, EndpointServiceObservation seen, List<PlanStep> steps)
    {
        if (spec.Retired is not { } retired)
        {
            return;
        }

        steps.AddRange(retired.Targets.SelectMany(target => TakeOut(spec, seen, target)));
        foreach (var listener in retired.Listeners)
        {
            Remove(steps, spec, DeleteListenerStep.Definition, listener.Part, seen.Listener(listener.Part), null);
        }

        foreach (var part in retired.TargetGroups)
        {
            var group = seen.TargetGroup(part);
            var isUsed = spec.AllListeners.Any(listener => MayForwardTo(group.Id, seen.Listener(listener.Part)));
            Remove(
                steps, spec, DeleteTargetGroupStep.Definition, part, group, isUsed ? new(Party.Portal, "a listener still forwards to it") : null);
        }
    }

    /// <summary>AWS has one listener a port, whatever its protocol.</summary>
    public static Waiting? InTheWayOf(ServiceListener listener, EndpointServiceSpec spec, EndpointServiceObservation seen) =>
        (spec.Retired ?? RetiredParts.None).Listeners.Any(retired => retired.Port == listener.Port
            && seen.Listener(retired.Part).Presence is not (Presence.Gone or Presence.NeverMade))
            ? new(Party.Portal, $"the listener that has port {listener.Port} now has to be deleted first")
            : null;

    /// <summary>What AWS does not show at the moment may forward to anything.</summary>
    private static bool MayForwardTo(string? targetGroupArn, Observed<ObservedListener> listener) => listener.Presence switch
    {
        Presence.NeverMade or Presence.Gone => false,
        Presence.Present => listener.Value!.TargetGroupArn == targetGroupArn,
        _ => true,
    };

    private static IEnumerable<PlanStep> TakeOut(EndpointServiceSpec spec, EndpointServiceObservation seen, RetiredTarget target)
    {
        if (seen.TargetGroup(target.TargetGroup).Value is { } group
            && group.Targets.Any(one => one.Address == target.Address && one.Health != TargetHealthState.Draining))
        {
            var isAlone = spec.Listeners.Where(listener => EndpointServicePlanner.GroupPart(listener) == target.TargetGroup)
                .Any(listener => EndpointServicePublication.Missing(listener, group).Any());
            yield return DeregisterTargetsStep.Definition.Plan(
                spec, target, group, isAlone ? new(Party.Portal, "the targets that take its place have to be registered first") : null);
        }
    }

    private static void Remove<T>(
        List<PlanStep> steps, EndpointServiceSpec spec, EndpointServiceDeletion deletion, string part, Observed<T> one, Waiting? wait)
        where T : class
    {
        if (one is { Presence: Presence.Present or Presence.Doubtful, Id: { } id })
        {
            steps.Add(deletion.Plan(spec, deletion.Key(part), part, id, $"Delete {deletion.NameOf(part)}, which the service has given up", wait));
        }
    }
}
