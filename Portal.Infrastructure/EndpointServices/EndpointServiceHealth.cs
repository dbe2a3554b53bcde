using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>How well a service's targets are, from AWS's own health checks.</summary>
internal static class EndpointServiceHealth
{
    private const string Source = "Load balancer health checks";

    public static HealthView Of(EndpointService service, EndpointServiceObservation? seen)
    {
        if (seen is null || !seen.LoadBalancer.IsPresent)
        {
            return new(HealthVerdict.Unknown, [], Source, seen?.At);
        }

        var listeners = service.Spec.Listeners.Select(listener => Listener(listener, seen)).ToList();
        return new(Worst(listeners.Select(listener => listener.Verdict)), listeners, Source, seen.At);
    }

    // AWS tells a target's health without saying from which zone it was checked: the verdict is by listener.
    private static ZoneHealthView Listener(ServiceListener listener, EndpointServiceObservation seen)
    {
        var part = EndpointServicePlanner.Part(listener);
        var targets = seen.TargetGroups.GetValueOrDefault(part)?.Value?.Targets ?? [];
        var healthy = targets.Count(target => target.Health == TargetHealthState.Healthy);
        var verdict = targets.Count == 0 || targets.All(target => target.Health is TargetHealthState.Initial or TargetHealthState.Unknown) ? HealthVerdict.Unknown
            : healthy == targets.Count ? HealthVerdict.Healthy
            : healthy > 0 ? HealthVerdict.Degraded
            : HealthVerdict.Down;
        return new($"port {part}", verdict, $"{healthy} of {targets.Count} targets are healthy");
    }

    private static HealthVerdict Worst(IEnumerable<HealthVerdict> verdicts) => verdicts.Aggregate(HealthVerdict.Unknown, (worst, next) => next > worst ? next : worst);
}
