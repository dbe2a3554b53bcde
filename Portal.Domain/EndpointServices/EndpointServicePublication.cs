using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What must still happen so that a published service stands as it was specified.</summary>
internal static class EndpointServicePublication
{
    private static readonly Waiting LoadBalancerFirst = new(Party.Portal, "the load balancer has to be made first");

    public static Plan<EndpointServiceAction> Plan(EndpointServiceWanted wanted, EndpointServiceObservation seen)
    {
        if (EndpointServiceLifecycle.Allows(wanted.Stage, EndpointServiceAction.MarkLost)
            && (seen.Service.Sight == Sight.Gone || seen.Service.Value?.State == ServiceConfigurationState.Deleted))
        {
            return new([], SyncState.Drifted, Mark: EndpointServiceAction.MarkLost, Because: "The endpoint service was deleted outside the portal");
        }

        if (Failure(seen) is { } blocked)
        {
            return new([], SyncState.Unknown, Blocked: blocked);
        }

        if (seen.Service.Value?.State is ServiceConfigurationState.Deleting or ServiceConfigurationState.Deleted)
        {
            return new([], SyncState.Converging, new(Party.Aws, "AWS is deleting the endpoint service"));
        }

        if (wanted.Stage != EndpointServiceStage.Publishing && !seen.Service.IsPresent)
        {
            // Nothing is made for an endpoint service that AWS does not show: what is missing beside it may only be invisible, too.
            return new([], SyncState.Unknown, EndpointServicePlanner.NotVisible("the endpoint service"));
        }

        List<PlanStep> steps = [];
        LoadBalancer(wanted, seen, steps);
        foreach (var listener in wanted.Spec.Listeners)
        {
            Listener(wanted, seen, listener, steps);
        }

        Service(wanted, seen, steps);
        Principals(wanted, seen, steps);
        return Conclude(wanted, seen, steps);
    }

    private static Plan<EndpointServiceAction> Conclude(EndpointServiceWanted wanted, EndpointServiceObservation seen, List<PlanStep> steps)
    {
        var waiting = Unsettled(seen);
        if (steps.Count > 0 || waiting is not null)
        {
            return new(steps, SyncState.Converging, steps.Any(step => step.IsReady) ? null : waiting ?? steps[0].WaitsFor);
        }

        return wanted.Stage == EndpointServiceStage.Publishing
            ? new([], SyncState.InSync, Mark: EndpointServiceAction.MarkAvailable, Because: "AWS shows the service as available")
            : new([], Differs(wanted, seen) ? SyncState.Drifted : SyncState.InSync);
    }

    /// <summary>Whether something was changed from outside that no step of the portal changes back.</summary>
    private static bool Differs(EndpointServiceWanted wanted, EndpointServiceObservation seen) =>
        seen.Principals.Except(wanted.Granted).Any()
        || seen.Superseded is { Count: > 0 }
        || seen.Service.Value?.PrivateDnsName != wanted.Spec.PrivateDnsName
        || seen.Service.Value?.LoadBalancerArns.Contains(seen.LoadBalancer.Value?.Arn) != true
        || wanted.Spec.Listeners.Select(EndpointServicePlanner.Part).Any(part =>
            EndpointServicePlanner.At(seen.Listeners, part).Value?.TargetGroupArn != EndpointServicePlanner.At(seen.TargetGroups, part).Value?.Arn);

    private static Waiting? Unsettled(EndpointServiceObservation seen) =>
        seen.LoadBalancer.Value?.State == LoadBalancerState.Provisioning ? new(Party.Aws, "AWS is provisioning the network load balancer")
        : seen.Service.Value?.State == ServiceConfigurationState.Pending ? new(Party.Aws, "AWS is making the endpoint service")
        : Sights(seen).Any(sight => sight is Sight.NotYetVisible or Sight.Doubtful) ? EndpointServicePlanner.NotVisible("everything that the service owns")
        : null;

    private static IEnumerable<Sight> Sights(EndpointServiceObservation seen) =>
        [seen.LoadBalancer.Sight, seen.Service.Sight, .. seen.TargetGroups.Values.Select(group => group.Sight), .. seen.Listeners.Values.Select(listener => listener.Sight)];

    private static Blocked? Failure(EndpointServiceObservation seen) =>
        seen.LoadBalancer.Value is { State: LoadBalancerState.Failed } balancer
            ? new($"AWS could not provision the load balancer: {balancer.StateReason ?? "no reason given"}", Party.Provider, "Withdraw the service and publish it again in other subnets")
        : seen.Service.Value?.State is ServiceConfigurationState.Failed
            ? new("AWS shows the endpoint service as failed", Party.Provider, "Withdraw the service and publish it again")
        : seen.LoadBalancer.Value?.State is LoadBalancerState.Unknown || seen.Service.Value?.State is ServiceConfigurationState.Unknown
            ? new("AWS shows the load balancer or the endpoint service in a state that the portal does not know", Party.Operator, "Look at them in AWS, then retry")
        : null;

    private static void LoadBalancer(EndpointServiceWanted wanted, EndpointServiceObservation seen, List<PlanStep> steps)
    {
        if (seen.LoadBalancer.MayBeCreated)
        {
            var call = new CreateLoadBalancerCall([.. wanted.Spec.Subnets.Select(subnet => subnet.SubnetId)]);
            steps.Add(new(StepTypes.LoadBalancerCreate.Key(), EndpointServiceEffects.LoadBalancer(wanted.Spec, call), "Create an internal network load balancer", call, null));
        }
    }

    private static void Listener(EndpointServiceWanted wanted, EndpointServiceObservation seen, ServiceListener listener, List<PlanStep> steps)
    {
        var part = EndpointServicePlanner.Part(listener);
        var group = EndpointServicePlanner.At(seen.TargetGroups, part);
        if (group.MayBeCreated)
        {
            var call = EndpointServicePlanner.TargetGroupCall(wanted.Spec, listener);
            steps.Add(new(StepTypes.TargetGroupCreate.Key(part), EndpointServiceEffects.TargetGroup(wanted.Spec, part, call), $"Create the target group for port {listener.Port}", call, null));
        }

        Targets(wanted, listener, part, group.Value, steps);
        var seenListener = EndpointServicePlanner.At(seen.Listeners, part);
        if (seenListener.MayBeCreated)
        {
            var ready = seen.LoadBalancer.Value is not null && group.Value is not null;
            var call = new CreateListenerCall(seen.LoadBalancer.Value?.Arn ?? "", listener.Protocol, listener.Port, group.Value?.Arn ?? "");
            steps.Add(new(StepTypes.ListenerCreate.Key(part), EndpointServiceEffects.Listener(wanted.Spec, call),
                $"Listen on {listener.Protocol} {listener.Port}", ready ? call : null, ready ? null : LoadBalancerFirst));
        }
    }

    private static void Targets(EndpointServiceWanted wanted, ServiceListener listener, string part, ObservedTargetGroup? group, List<PlanStep> steps)
    {
        foreach (var target in listener.TargetGroup.Addresses)
        {
            if (group?.Targets.Any(seen => seen.Id == target.Id && seen.Port == target.Port && seen.Health != TargetHealthState.Draining) == true)
            {
                continue;
            }

            steps.Add(new(StepTypes.TargetsRegister.Key($"{part}/{target.Id}:{target.Port}"), EndpointServiceEffects.Targets(wanted.Spec, StepTypes.TargetsRegister, part, target),
                $"Register {target.Id} port {target.Port}", group is null ? null : new RegisterTargetsCall(group.Arn, [target]),
                group is null ? new(Party.Portal, "the target group has to be made first") : null));
        }
    }

    private static void Service(EndpointServiceWanted wanted, EndpointServiceObservation seen, List<PlanStep> steps)
    {
        if (seen.Service.MayBeCreated)
        {
            var wait = seen.LoadBalancer.Value switch
            {
                null => LoadBalancerFirst,
                { State: LoadBalancerState.Active or LoadBalancerState.ActiveImpaired } => null,
                _ => new Waiting(Party.Aws, "AWS is provisioning the network load balancer"),
            };
            var call = new CreateServiceCall(seen.LoadBalancer.Value?.Arn ?? "", wanted.Spec.PrivateDnsName);
            steps.Add(new(StepTypes.ServiceCreate.Key(), EndpointServiceEffects.Service(wanted.Spec, call), "Create the endpoint service", wait is null ? call : null, wait));
        }
        else if (seen.Service.Value is { AcceptanceRequired: false } open)
        {
            steps.Add(new(StepTypes.AcceptanceRequire.Key(), EndpointServiceEffects.Acceptance(wanted.Spec), "Require acceptance again", new RequireAcceptanceCall(open.ServiceId), null));
        }
    }

    private static void Principals(EndpointServiceWanted wanted, EndpointServiceObservation seen, List<PlanStep> steps)
    {
        var service = seen.Service.Value;
        var wait = service is null ? new Waiting(Party.Portal, "the endpoint service has to be made first") : null;
        foreach (var principal in wanted.Granted.Except(seen.Principals).Order(StringComparer.Ordinal))
        {
            steps.Add(new(StepTypes.PrincipalAllow.Key(EndpointServicePlanner.Part(principal)), EndpointServiceEffects.Principals(wanted.Spec, StepTypes.PrincipalAllow),
                $"Allow {principal}", service is null ? null : new AllowPrincipalCall(service.ServiceId, principal), wait));
        }

        foreach (var principal in wanted.Released.Except(wanted.Granted).Intersect(seen.Principals).Order(StringComparer.Ordinal))
        {
            steps.Add(new(StepTypes.PrincipalDisallow.Key(EndpointServicePlanner.Part(principal)), EndpointServiceEffects.Principals(wanted.Spec, StepTypes.PrincipalDisallow),
                $"No longer allow {principal}", service is null ? null : new DisallowPrincipalCall(service.ServiceId, principal), wait));
        }
    }
}
