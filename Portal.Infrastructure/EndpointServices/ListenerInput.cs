namespace Portal.Infrastructure.EndpointServices;

public sealed record ListenerInput(string? Protocol, int? Port, TargetGroupInput? TargetGroup);
