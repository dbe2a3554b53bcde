using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What must still happen so that a published service stands as it was specified.</summary>
internal static class EndpointServicePublication
{
    internal static readonly Waiting LoadBalancerFirst = new(Party.Portal, "the load balancer has to be made first");

    public static Plan<EndpointServiceAction> Plan(EndpointServiceWanted wanted, EndpointServiceObservation seen)
    {
        if (EndpointServiceLifecycle.Allows(wanted.Stage, EndpointServiceAction.MarkLost)
            && (seen.Service.Presence == Presence.Gone || seen.Service.Value?.State == ServiceConfigurationState.Deleted))
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
        EndpointServiceCleanup.Plan(wanted.Spec, seen, steps);
        return Conclude(wanted, seen, steps);
    }

    private static Plan<EndpointServiceAction> Conclude(EndpointServiceWanted wanted, EndpointServiceObservation seen, List<PlanStep> steps)
    {
        var waiting = Unsettled(seen);
        // Tags keep no service from its users: they are mended beside everything else.
        var tags = Tags(wanted.Spec, seen);
        if (steps.Count > 0 || waiting is not null)
        {
            // What was seen and is missing is no progress: it is either coming back or lost.
            var sync = steps.Count == 0 && Invisible(seen, Presence.Doubtful) is not null ? SyncState.Unknown : SyncState.Converging;
            return new([.. steps, .. tags], sync, steps.Any(step => step.IsReady) ? null : waiting ?? steps[0].WaitsFor);
        }

        // A name that the provider has yet to prove must not keep a working service from its users.
        var verification = VerifyPrivateDnsStep.Definition.Plan(wanted.Spec, seen.Service.Value);
        var proof = verification is null ? null
            : new Waiting(
                Party.Provider,
                $"publish the TXT record that proves {wanted.Spec.PrivateDnsName} to be yours; the portal has AWS look for it every few minutes");
        return wanted.Stage == EndpointServiceStage.Publishing
            ? new(
                tags, tags.Count == 0 ? SyncState.InSync : SyncState.Converging, Mark: EndpointServiceAction.MarkAvailable,
                Because: "AWS shows the service as available")
            : new(
                verification is null ? tags : [.. tags, verification],
                Differs(wanted, seen) ? SyncState.Drifted : verification is null && tags.Count == 0 ? SyncState.InSync : SyncState.Converging, proof);
    }

    private static List<PlanStep> Tags(EndpointServiceSpec spec, EndpointServiceObservation seen)
    {
        List<PlanStep> steps = [];
        foreach (var one in seen.Tags is { Count: > 0 } ? ServiceObject.All(spec) : [])
        {
            if (seen.Tags!.GetValueOrDefault(one.Part) is not { } difference)
            {
                continue;
            }

            if (difference.Wanted.Count > 0)
            {
                steps.Add(SetServiceTagsStep.Definition.Plan(one, difference));
            }

            if (difference.Left.Count > 0)
            {
                steps.Add(RemoveServiceTagsStep.Definition.Plan(one, difference));
            }
        }

        return steps;
    }

    /// <summary>Whether something was changed from outside that no step of the portal changes back.</summary>
    private static bool Differs(EndpointServiceWanted wanted, EndpointServiceObservation seen) =>
        seen.Principals.Except(wanted.Granted).Any()
        || seen.Superseded is { Count: > 0 }
        || seen.Service.Value?.LoadBalancerArns.Contains(seen.LoadBalancer.Value?.Arn) != true;

    private static Waiting? Unsettled(EndpointServiceObservation seen) =>
        seen.LoadBalancer.Value?.State == LoadBalancerState.Provisioning ? new(Party.Aws, "AWS is provisioning the network load balancer")
        : seen.Service.Value?.State == ServiceConfigurationState.Pending ? new(Party.Aws, "AWS is making the endpoint service")
        : Invisible(seen, Presence.NotYetVisible, Presence.Doubtful) is { } what ? EndpointServicePlanner.NotVisible(what)
        : null;

    /// <summary>What AWS does not show; none where it shows everything.</summary>
    private static string? Invisible(EndpointServiceObservation seen, params Presence[] how)
    {
        IEnumerable<(Presence Presence, string What)> all =
        [
            (seen.LoadBalancer.Presence, "the load balancer"), (seen.Service.Presence, "the endpoint service"),
            .. seen.TargetGroups.Select(group => (group.Value.Presence, $"the target group of listener {group.Key}")),
            .. seen.Listeners.Select(listener => (listener.Value.Presence, $"the listener {listener.Key}")),
        ];
        var missing = all.Where(one => how.Contains(one.Presence)).Select(one => one.What).Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? null : string.Join(" and ", missing);
    }

    private static Blocked? Failure(EndpointServiceObservation seen) =>
        seen.LoadBalancer.Value is { State: LoadBalancerState.Failed } balancer
            ? new(
                $"AWS could not provision the load balancer: {balancer.StateReason ?? "no reason given"}", Party.Provider,
                "Withdraw the service and publish it again in other subnets", WayOut: WayOut.WithdrawService)
        : seen.Service.Value?.State is ServiceConfigurationState.Failed
            ? new("AWS shows the endpoint service as failed", Party.Provider, "Withdraw the service and publish it again",
                WayOut: WayOut.WithdrawService)
        : seen.LoadBalancer.Value?.State is LoadBalancerState.Unknown || seen.Service.Value?.State is ServiceConfigurationState.Unknown
            ? new(
                "AWS shows the load balancer or the endpoint service in a state that the portal does not know", Party.Provider,
                "Look at them in AWS, then retry", WayOut: WayOut.LoadBalancers)
        : null;

    private static void LoadBalancer(EndpointServiceWanted wanted, EndpointServiceObservation seen, List<PlanStep> steps)
    {
        if (seen.LoadBalancer.MayBeCreated)
        {
            steps.Add(CreateLoadBalancerStep.Definition.Plan(wanted.Spec) with { Tags = wanted.TagsOf(ServiceObject.LoadBalancer(wanted.Spec)) });
        }
        else if (seen.LoadBalancer.Value is { State: LoadBalancerState.Active or LoadBalancerState.ActiveImpaired } standing)
        {
            Add(steps, SetSubnetsStep.Definition.Plan(wanted.Spec, standing));
            Add(steps, SetSecurityGroupsStep.Definition.Plan(wanted.Spec, standing));
        }
    }

    private static void Listener(EndpointServiceWanted wanted, EndpointServiceObservation seen, ServiceListener listener, List<PlanStep> steps)
    {
        var part = EndpointServicePlanner.GroupPart(listener);
        var group = seen.TargetGroup(part);
        if (group.MayBeCreated)
        {
            steps.Add(CreateTargetGroupStep.Definition.Plan(wanted.Spec, listener) with
            {
                Tags = wanted.TagsOf(ServiceObject.TargetGroup(wanted.Spec, listener)),
            });
        }

        Add(steps, ModifyHealthCheckStep.Definition.Plan(wanted.Spec, listener, group.Value));
        var missing = Missing(listener, group.Value).ToList();
        steps.AddRange(missing.Select(target => RegisterTargetsStep.Definition.Plan(wanted.Spec, part, target, group.Value)));
        var present = seen.Listener(EndpointServicePlanner.Part(listener));
        if (present.MayBeCreated)
        {
            steps.Add(CreateListenerStep.Definition.Plan(
                wanted.Spec, listener, seen.LoadBalancer.Value, group.Value, EndpointServiceCleanup.InTheWayOf(listener, wanted.Spec, seen)) with
            {
                Tags = wanted.TagsOf(ServiceObject.Listener(wanted.Spec, listener)),
            });
        }

        Add(steps, ForwardListenerStep.Definition.Plan(
            wanted.Spec, listener, present.Value, group.Value, missing.Count == 0 ? null : new(Party.Portal, "its targets have to be registered first")));
    }

    /// <summary>The targets that the portal has to register; those that others look after are left alone.</summary>
    internal static IEnumerable<TargetAddress> Missing(ServiceListener listener, ObservedTargetGroup? group) =>
        listener.TargetGroup.ManagedOutside == true ? []
        : listener.TargetGroup.Addresses.Where(target =>
            group?.Targets.Any(seen => seen.Id == target.Id && seen.Port == target.Port && seen.Health != TargetHealthState.Draining) != true);

    private static void Add(List<PlanStep> steps, PlanStep? step)
    {
        if (step is not null)
        {
            steps.Add(step);
        }
    }

    private static void Service(EndpointServiceWanted wanted, EndpointServiceObservation seen, List<PlanStep> steps)
    {
        if (seen.Service.MayBeCreated)
        {
            steps.Add(CreateServiceStep.Definition.Plan(wanted.Spec, seen.LoadBalancer.Value) with
            {
                Tags = wanted.TagsOf(ServiceObject.Configuration(wanted.Spec)),
            });
        }
        else if (seen.Service.Value is { AcceptanceRequired: false } open)
        {
            steps.Add(RequireAcceptanceStep.Definition.Plan(wanted.Spec, open));
        }

        if (seen.Service.Value is { State: ServiceConfigurationState.Available } named)
        {
            Add(steps, NamePrivateDnsStep.Definition.Plan(wanted.Spec, named));
        }
    }

    private static void Principals(EndpointServiceWanted wanted, EndpointServiceObservation seen, List<PlanStep> steps)
    {
        var granted = wanted.Granted.Except(seen.Principals).Order(StringComparer.Ordinal);
        steps.AddRange(granted.Select(principal => AllowPrincipalStep.Definition.Plan(wanted.Spec, seen.Service.Value, principal)));
        var released = wanted.Released.Except(wanted.Granted).Intersect(seen.Principals).Order(StringComparer.Ordinal);
        steps.AddRange(released.Select(principal => DisallowPrincipalStep.Definition.Plan(wanted.Spec, seen.Service.Value, principal)));
    }
}
