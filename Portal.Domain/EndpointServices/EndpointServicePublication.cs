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

        // While it is being published, what is not as it should be is only not made yet.
        var tolerance = wanted.Stage == EndpointServiceStage.Publishing ? DifferenceTolerance.None : wanted.Tolerance;
        var differences = new JudgedDifferences(EndpointServiceDifferences.Of(wanted, seen), tolerance, seen.At);
        List<PlanStep> steps = [];
        LoadBalancer(wanted, seen, differences, steps);
        foreach (var listener in wanted.Spec.Listeners)
        {
            Listener(wanted, seen, listener, differences, steps);
        }

        Service(wanted, seen, differences, steps);
        Principals(wanted, seen, differences, steps);
        EndpointServiceCleanup.Plan(wanted.Spec, seen, steps);
        return Conclude(wanted, seen, steps, differences) with { Differences = differences.Shown };
    }

    private static Plan<EndpointServiceAction> Conclude(
        EndpointServiceWanted wanted, EndpointServiceObservation seen, List<PlanStep> steps, JudgedDifferences differences)
    {
        var waiting = Unsettled(seen) ?? Unread(wanted.Spec, seen);
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
                differences.IsDrifted ? SyncState.Drifted : verification is null && tags.Count == 0 ? SyncState.InSync : SyncState.Converging, proof);
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

    private static Waiting? Unsettled(EndpointServiceObservation seen) =>
        seen.LoadBalancer.Value?.State == LoadBalancerState.Provisioning ? new(Party.Aws, "AWS is provisioning the network load balancer")
        : seen.Service.Value?.State == ServiceConfigurationState.Pending ? new(Party.Aws, "AWS is making the endpoint service")
        : Invisible(seen, Presence.NotYetVisible, Presence.Doubtful) is { } what ? EndpointServicePlanner.NotVisible(what)
        : null;

    /// <summary>Nothing is concluded while it is not known how an attribute is that the service says.</summary>
    private static Waiting? Unread(EndpointServiceSpec spec, EndpointServiceObservation seen) =>
        seen.LoadBalancer.Value is { } balancer && AttributeComparison.Of(spec, balancer).IsUnread
            ? EndpointServicePlanner.NotVisible("the attributes of the load balancer")
        : spec.Listeners.FirstOrDefault(listener =>
            seen.TargetGroup(EndpointServicePlanner.GroupPart(listener)).Value is { } group && AttributeComparison.Of(listener, group).IsUnread) is { } unread
            ? EndpointServicePlanner.NotVisible($"the attributes of the target group of listener {EndpointServicePlanner.Part(unread)}")
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

    private static void LoadBalancer(
        EndpointServiceWanted wanted, EndpointServiceObservation seen, JudgedDifferences differences, List<PlanStep> steps)
    {
        if (seen.LoadBalancer.MayBeCreated)
        {
            steps.Add(CreateLoadBalancerStep.Definition.Plan(wanted.Spec) with { Tags = wanted.TagsOf(ServiceObject.LoadBalancer(wanted.Spec)) });
            Add(steps, SetBalancerAttributesStep.Definition.PlanLater(wanted.Spec));
        }
        else if (seen.LoadBalancer.Value is { State: LoadBalancerState.Active or LoadBalancerState.ActiveImpaired } standing)
        {
            Add(steps, SetSubnetsStep.Definition.Plan(wanted.Spec, standing, differences));
            Add(steps, SetSecurityGroupsStep.Definition.Plan(wanted.Spec, standing, differences));
            Add(steps, SetBalancerAttributesStep.Definition.Plan(wanted.Spec, standing, differences));
        }
    }

    private static void Listener(
        EndpointServiceWanted wanted, EndpointServiceObservation seen, ServiceListener listener, JudgedDifferences differences, List<PlanStep> steps)
    {
        var part = EndpointServicePlanner.GroupPart(listener);
        var group = seen.TargetGroup(part);
        if (group.MayBeCreated)
        {
            steps.Add(CreateTargetGroupStep.Definition.Plan(wanted.Spec, listener) with
            {
                Tags = wanted.TagsOf(ServiceObject.TargetGroup(wanted.Spec, listener)),
            });
            Add(steps, SetGroupAttributesStep.Definition.PlanLater(wanted.Spec, listener));
        }

        Repair(
            steps, differences, EndpointServiceDifferences.HealthCheckOf(part), ModifyHealthCheckStep.Definition.Plan(wanted.Spec, listener, group.Value));
        // Targets that expect a header are to get no traffic without it, and the others none with it.
        var attributes = SetGroupAttributesStep.Definition.Plan(wanted.Spec, listener, group.Value, differences);
        Add(steps, attributes);
        var unset = attributes is not null || (group.Value is not null && AttributeComparison.Of(listener, group.Value).IsUnread)
            ? new Waiting(Party.Portal, "the attributes of its target group have to be set first") : null;
        var missing = Missing(listener, group.Value)
            .Where(target => group.Value is null || differences.Repairs(EndpointServiceDifferences.TargetMissing(part, target))).ToList();
        foreach (var target in missing)
        {
            Repair(
                steps, differences, group.Value is null ? null : EndpointServiceDifferences.TargetMissing(part, target),
                RegisterTargetsStep.Definition.Plan(wanted.Spec, part, target, group.Value));
        }

        foreach (var target in group.Value?.Targets ?? [])
        {
            var key = EndpointServiceDifferences.TargetAdded(part, target.Address);
            Repair(
                steps, differences, key,
                differences.Repairs(key) ? DeregisterTargetsStep.Definition.PlanAdded(wanted.Spec, part, target, group.Value!) : null);
        }

        var present = seen.Listener(EndpointServicePlanner.Part(listener));
        if (present.MayBeCreated)
        {
            steps.Add(CreateListenerStep.Definition.Plan(
                wanted.Spec, listener, seen.LoadBalancer.Value, group.Value, EndpointServiceCleanup.InTheWayOf(listener, wanted.Spec, seen) ?? unset) with
            {
                Tags = wanted.TagsOf(ServiceObject.Listener(wanted.Spec, listener)),
            });
        }

        Repair(steps, differences, EndpointServiceDifferences.Forward(EndpointServicePlanner.Part(listener)), ForwardListenerStep.Definition.Plan(
            wanted.Spec, listener, present.Value, group.Value, missing.Count == 0 ? unset : new(Party.Portal, "its targets have to be registered first")));
    }

    /// <summary>Adds a step that puts a difference back, if that is to be done now; with what the history is to say of it.</summary>
    /// <param name="key">None for what is no difference, but not there yet.</param>
    private static void Repair(List<PlanStep> steps, JudgedDifferences differences, string? key, PlanStep? step)
    {
        if (step is not null && (key is null || differences.Repairs(key)))
        {
            steps.Add(key is null ? step : step with { Details = differences.Details(key) ?? step.Details });
        }
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

    private static void Service(EndpointServiceWanted wanted, EndpointServiceObservation seen, JudgedDifferences differences, List<PlanStep> steps)
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

        Add(steps, RestoreBalancerStep.Definition.Plan(wanted.Spec, seen.Service.Value, seen.LoadBalancer.Value, differences));
        if (seen.Service.Value is { State: ServiceConfigurationState.Available } named)
        {
            Repair(steps, differences, EndpointServiceDifferences.PrivateDnsName, NamePrivateDnsStep.Definition.Plan(wanted.Spec, named));
        }
    }

    private static void Principals(EndpointServiceWanted wanted, EndpointServiceObservation seen, JudgedDifferences differences, List<PlanStep> steps)
    {
        var granted = wanted.Granted.Except(seen.Principals).Order(StringComparer.Ordinal);
        steps.AddRange(granted.Select(principal => AllowPrincipalStep.Definition.Plan(wanted.Spec, seen.Service.Value, principal)));
        var released = wanted.Released.Except(wanted.Granted).Intersect(seen.Principals).Order(StringComparer.Ordinal);
        steps.AddRange(released.Select(principal => DisallowPrincipalStep.Definition.Plan(wanted.Spec, seen.Service.Value, principal)));
        foreach (var principal in seen.Principals)
        {
            Repair(
                steps, differences, EndpointServiceDifferences.Principal(principal),
                DisallowPrincipalStep.Definition.Plan(wanted.Spec, seen.Service.Value, principal));
        }
    }
}
