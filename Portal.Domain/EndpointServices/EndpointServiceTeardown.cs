using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What must still happen until nothing of a withdrawn service is left in AWS: endpoint service, then listeners, load balancer and target groups.</summary>
internal static class EndpointServiceTeardown
{
    public static Plan<EndpointServiceAction> Plan(EndpointServiceWanted wanted, EndpointServiceObservation seen)
    {
        var spec = wanted.Spec;
        List<PlanStep> steps = [];
        var wait = Connections(wanted, seen);
        wait = Remove(steps, seen.Service, StepTypes.ServiceDelete, null, spec, wait, "the endpoint service", service =>
            service.State is ServiceConfigurationState.Deleting or ServiceConfigurationState.Deleted ? null : new DeleteServiceCall(service.ServiceId));
        foreach (var part in spec.Listeners.Select(EndpointServicePlanner.Part))
        {
            wait = Remove(steps, EndpointServicePlanner.At(seen.Listeners, part), StepTypes.ListenerDelete, part, spec, wait, $"listener {part}", listener => new DeleteListenerCall(listener.Arn));
        }

        wait = Remove(steps, seen.LoadBalancer, StepTypes.LoadBalancerDelete, null, spec, wait, "the load balancer", balancer => new DeleteLoadBalancerCall(balancer.Arn));
        foreach (var part in spec.Listeners.Select(EndpointServicePlanner.Part))
        {
            wait = Remove(steps, EndpointServicePlanner.At(seen.TargetGroups, part), StepTypes.TargetGroupDelete, part, spec, wait, $"target group {part}", group => new DeleteTargetGroupCall(group.Arn));
        }

        if (steps.Count > 0 || wait is not null)
        {
            return new(steps, SyncState.Converging, steps.Any(step => step.IsReady) ? null : wait);
        }

        return new([], SyncState.InSync, Mark: EndpointServiceAction.MarkWithdrawn, Because: "Nothing of the service is left in AWS");
    }

    private static Waiting? Connections(EndpointServiceWanted wanted, EndpointServiceObservation seen) =>
        wanted.Granted.Count > 0 ? new(Party.Portal, "connections to the service are still being deleted")
        : seen.LiveConnections.Count > 0 && seen.Service.IsPresent
            ? new(Party.Provider, $"{seen.LiveConnections.Count} endpoint(s) are still connected; reject the ones that are not the portal's")
        : null;

    /// <summary>Adds the deletion of one object, and tells what everything after it has to wait for.</summary>
    private static Waiting? Remove<T>(
        List<PlanStep> steps, Seen<T> seen, StepType type, string? part, EndpointServiceSpec spec, Waiting? wait, string what, Func<T, StepCall?> deletion)
        where T : class
    {
        switch (seen.Sight)
        {
            case Sight.NeverMade or Sight.Gone:
                return wait;
            case Sight.Present:
                var call = deletion(seen.Value!);
                if (call is null)
                {
                    return wait ?? new(Party.Aws, $"AWS is deleting {what}");
                }

                steps.Add(new(type.Key(part), EndpointServiceEffects.Deletion(spec, type, part), $"Delete {what}", wait is null ? call : null, wait));
                return wait ?? new(Party.Portal, $"{what} has to be deleted first");
            default:
                return wait ?? EndpointServicePlanner.NotVisibleYet(what);
        }
    }
}
