using System.Runtime.CompilerServices;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Tests.Provisioning;

namespace Portal.Domain.Tests.EndpointServices;

/// <summary>What holds for every plan of a service.</summary>
internal static class ServicePlanRules
{
    private static readonly ConditionalWeakTable<EndpointServiceSpec, Effects> Approved = [];

    public static Plan<EndpointServiceAction> Plan(EndpointServiceWanted wanted, EndpointServiceObservation seen)
    {
        var plan = EndpointServicePlanner.Plan(wanted, seen);
        PlanRules.Hold(plan, Approved.GetValue(wanted.Spec, EndpointServiceEffects.Of), [wanted.Spec, wanted.Granted, wanted.Released, seen]);
        NothingIsMadeTwice(plan, seen);
        NothingIsDeletedUnlessWithdrawn(plan, wanted);
        NothingIsDeletedBeforeWhatStandsOnIt(plan, wanted, seen);
        TargetsOfOthersAreLeftAlone(plan, wanted);
        ForeignPrincipalsAreLeftAlone(plan, wanted);
        if (plan.Mark is { } mark)
        {
            Assert.Contains((wanted.Stage, mark), ExpectedServiceMoves.All.Keys);
            Assert.True(
                IsProven(wanted.Stage == EndpointServiceStage.Lost ? EndpointServiceAction.MarkDraining : mark, seen), $"{mark} is not what AWS showed");
        }

        if (plan.Sync == SyncState.InSync && plan.Mark is null)
        {
            Assert.True(IsProven(EndpointServiceAction.MarkAvailable, seen), "It is called in sync, and does not stand");
        }

        return plan;
    }

    public static IEnumerable<Presence> Sights(EndpointServiceObservation seen) =>
        [seen.LoadBalancer.Presence, seen.Service.Presence, .. seen.TargetGroups.Values.Select(group => group.Presence),
            .. seen.Listeners.Values.Select(listener => listener.Presence)];

    private static bool IsProven(EndpointServiceAction mark, EndpointServiceObservation seen) => mark switch
    {
        EndpointServiceAction.MarkAvailable => seen.LoadBalancer.Value?.State is LoadBalancerState.Active or LoadBalancerState.ActiveImpaired
            && seen.Service.Value is { State: ServiceConfigurationState.Available, AcceptanceRequired: true },
        EndpointServiceAction.MarkDraining => seen.Service.Value?.State == ServiceConfigurationState.Available,
        EndpointServiceAction.MarkLost => seen.Service.Presence == Presence.Gone || seen.Service.Value?.State == ServiceConfigurationState.Deleted,
        EndpointServiceAction.MarkWithdrawn => Sights(seen).All(sight => sight is Presence.NeverMade or Presence.Gone) && seen.Superseded is not { Count: > 0 },
        _ => false,
    };

    private static void NothingIsMadeTwice(Plan<EndpointServiceAction> plan, EndpointServiceObservation seen)
    {
        if (Sights(seen).Contains(Presence.Ambiguous))
        {
            Assert.NotNull(plan.Blocked);
            Assert.Empty(plan.Steps);
        }

        foreach (var step in plan.Steps.Where(step => step.Definition.Creates))
        {
            var sight = (step.Key.TypeName, step.Key.Part) switch
            {
                ("load-balancer.create", null) => seen.LoadBalancer.Presence,
                ("service.create", null) => seen.Service.Presence,
                ("target-group.create", { } part) => seen.TargetGroups.GetValueOrDefault(part)?.Presence ?? Presence.NeverMade,
                ("listener.create", { } part) => seen.Listeners.GetValueOrDefault(part)?.Presence ?? Presence.NeverMade,
                _ => throw new InvalidOperationException($"{step.Key} makes something that is not known here"),
            };
            Assert.True(sight is Presence.NeverMade or Presence.Gone, $"{step.Key} while it is {sight}");
        }
    }

    private static void NothingIsDeletedUnlessWithdrawn(Plan<EndpointServiceAction> plan, EndpointServiceWanted wanted)
    {
        var retired = wanted.Spec.Retired ?? RetiredParts.None;
        HashSet<string> givenUp =
        [
            .. retired.Listeners.Select(listener => $"listener.delete/{listener.Part}"), .. retired.TargetGroups.Select(part => $"target-group.delete/{part}"),
        ];
        foreach (var step in plan.Steps.Where(step => wanted.Stage == EndpointServiceStage.Withdrawing || !givenUp.Contains(step.Key.Text)))
        {
            Assert.Equal(
                wanted.Stage == EndpointServiceStage.Withdrawing,
                step.Definition.Name.EndsWith(".delete", StringComparison.Ordinal) || step.Definition == UnprotectBalancerStep.Definition);
        }
    }

    private static void TargetsOfOthersAreLeftAlone(Plan<EndpointServiceAction> plan, EndpointServiceWanted wanted)
    {
        var givenUp = (wanted.Spec.Retired ?? RetiredParts.None).Targets.Select(target => $"{target.TargetGroup}/{target.Address}").ToHashSet();
        Assert.All(
            plan.Steps.Where(step => step.Definition == DeregisterTargetsStep.Definition), step => Assert.Contains(step.Key.Part!, givenUp));
    }

    /// <summary>An engine that may not send the first step now must not find a later one ready.</summary>
    private static void NothingIsDeletedBeforeWhatStandsOnIt(
        Plan<EndpointServiceAction> plan, EndpointServiceWanted wanted, EndpointServiceObservation seen)
    {
        if (wanted.Stage != EndpointServiceStage.Withdrawing)
        {
            Assert.All(plan.Steps.Select(step => step.Call).OfType<DeleteTargetGroupCall>(), call =>
                Assert.DoesNotContain(seen.Listeners.Values, listener => listener.Value?.TargetGroupArn == call.Arn));
            return;
        }

        foreach (var key in plan.Steps.Where(step => step.IsReady).Select(step => step.Key.TypeName))
        {
            IEnumerable<Presence> onIt = key switch
            {
                "listener.delete" => [seen.Service.Presence],
                // Listeners go with their load balancer: while that is not shown, nothing is known of them.
                "load-balancer.delete" => [seen.Service.Presence, .. seen.Listeners.Values.Where(
                    listener => seen.LoadBalancer.IsPresent || listener.IsPresent).Select(listener => listener.Presence)],
                "target-group.delete" => [seen.Service.Presence, .. seen.Listeners.Values.Select(listener => listener.Presence), seen.LoadBalancer.Presence],
                _ => [],
            };
            Assert.True(onIt.All(sight => sight is Presence.NeverMade or Presence.Gone), $"{key} while something stands on it");
        }
    }

    private static void ForeignPrincipalsAreLeftAlone(Plan<EndpointServiceAction> plan, EndpointServiceWanted wanted)
    {
        foreach (var call in plan.Steps.Select(step => step.Call))
        {
            switch (call)
            {
                case AllowPrincipalCall allow:
                    Assert.Contains(allow.PrincipalArn, wanted.Granted);
                    break;
                case DisallowPrincipalCall disallow:
                    Assert.Contains(disallow.PrincipalArn, wanted.Released);
                    Assert.DoesNotContain(disallow.PrincipalArn, wanted.Granted);
                    break;
            }
        }
    }
}
