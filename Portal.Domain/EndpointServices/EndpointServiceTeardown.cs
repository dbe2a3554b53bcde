using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>
/// What must still happen until nothing of a withdrawn service is left in AWS: endpoint services, then listeners, load balancers and target groups, of whatever
/// generation.
/// </summary>
internal static class EndpointServiceTeardown
{
    public static Plan<EndpointServiceAction> Plan(EndpointServiceWanted wanted, EndpointServiceObservation seen)
    {
        var teardown = new Steps(wanted.Spec, seen, Connections(wanted, seen));
        teardown.Remove(
            DeleteServiceStep.Definition, null, seen.Service,
            seen.Service.Value?.State is ServiceConfigurationState.Deleting or ServiceConfigurationState.Deleted);
        foreach (var part in wanted.Spec.AllListeners.Select(listener => listener.Part))
        {
            var listener = seen.Listener(part);
            // While AWS does not show the load balancer it shows no listener either: they go with it.
            if (seen.LoadBalancer.Presence is not (Presence.Doubtful or Presence.NotYetVisible) || listener.IsPresent)
            {
                teardown.Remove(DeleteListenerStep.Definition, part, listener);
            }
        }

        teardown.Unprotect();
        teardown.Remove(DeleteLoadBalancerStep.Definition, null, seen.LoadBalancer);
        foreach (var part in wanted.Spec.AllTargetGroups)
        {
            teardown.Remove(DeleteTargetGroupStep.Definition, part, seen.TargetGroup(part));
        }

        return teardown.Conclude();
    }

    private static Waiting? Connections(EndpointServiceWanted wanted, EndpointServiceObservation seen) =>
        wanted.UnreadableConnections > 0
            ? new(
                Party.Operator,
                $"a newer version of the portal has {wanted.UnreadableConnections} connection(s) to the service in hand; "
                    + "upgrade this version, or end them in the newer one")
        : wanted.Granted.Count > 0 ? new(Party.Portal, "connections to the service are still being deleted")
        : seen.LiveConnections.Count > 0 && seen.Service.Presence is Presence.Present or Presence.Doubtful
            ? new(Party.Provider, $"{seen.LiveConnections.Count} endpoint(s) are still connected; reject the ones that are not the portal's")
        : null;

    /// <summary>The deletions so far, and what the next one has to wait for.</summary>
    private sealed class Steps(EndpointServiceSpec spec, EndpointServiceObservation seen, Waiting? wait)
    {
        private readonly List<PlanStep> _steps = [];
        private Waiting? _wait = wait;

        public Plan<EndpointServiceAction> Conclude() => _steps.Count > 0 || _wait is not null
            ? new(_steps, SyncState.Converging, _steps.Any(step => step.IsReady) ? null : _wait)
            : new([], SyncState.InSync, Mark: EndpointServiceAction.MarkWithdrawn, Because: "Nothing of the service is left in AWS");

        /// <summary>Adds what AWS wants done before it deletes the load balancer.</summary>
        public void Unprotect()
        {
            if (UnprotectBalancerStep.Definition.Plan(spec, seen.LoadBalancer.Value, _wait) is { } step)
            {
                _steps.Add(step);
                _wait ??= new(Party.Portal, "the load balancer's deletion protection has to be switched off first");
            }
        }

        /// <summary>Adds the deletion of one object and of what it has superseded, and tells what everything after them has to wait for.</summary>
        public void Remove<T>(EndpointServiceDeletion deletion, string? part, Observed<T> one, bool isBeingDeleted = false)
            where T : class
        {
            var before = _wait;
            var what = deletion.NameOf(part);
            if (isBeingDeleted)
            {
                _wait ??= new(Party.Aws, $"AWS is deleting {what}");
            }
            else if (one is { Presence: Presence.Present or Presence.Doubtful, Id: { } id })
            {
                // What AWS does not show is deleted all the same: the answer says whether it is there, and an absence alone does not.
                var summary = one.IsPresent ? $"Delete {what}" : $"Delete {what}, which AWS does not show at the moment";
                _steps.Add(deletion.Plan(spec, deletion.Key(part), part, id, summary, before));
                _wait ??= new(Party.Portal, $"{what} has to be deleted first");
            }
            else if (one.Presence is not (Presence.NeverMade or Presence.Gone))
            {
                _wait ??= EndpointServicePlanner.NotVisible(what);
            }

            var create = deletion.Key(part).Opposite!.Value.Text;
            foreach (var superseded in (seen.Superseded ?? []).Where(superseded => superseded.Create == create))
            {
                _steps.Add(deletion.Plan(spec, superseded.Deletion, part, superseded.Id, $"Delete {what} that another one has replaced", before));
                _wait ??= new(Party.Portal, $"{what} that another one has replaced has to be deleted first");
            }
        }
    }
}
