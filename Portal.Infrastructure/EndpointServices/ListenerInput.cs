using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.EndpointServices;

public sealed record ListenerInput(string? Protocol, int? Port, TargetGroupInput? TargetGroup)
{
    /// <summary>A listener that stands, as it would be entered.</summary>
    public static ListenerInput Of(ServiceListener listener) => new(
        listener.Protocol, listener.Port,
        new(
            listener.TargetGroup.Protocol, listener.TargetGroup.Port,
            listener.TargetGroup.HealthCheck is { } check ? HealthCheckInput.Of(check) : null,
            [.. listener.TargetGroup.Targets.Select(target => new TargetInput(
                target.Kind == TargetKind.Instance ? "instance" : "ip", target.Id, target.Port, target.AvailabilityZone))],
            listener.TargetGroup.ManagedOutside, listener.TargetGroup.TargetType,
            listener.TargetGroup.Attributes is { } attributes ? TargetGroupAttributesInput.Of(attributes) : null));
}
