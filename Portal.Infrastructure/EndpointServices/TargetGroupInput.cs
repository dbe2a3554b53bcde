namespace Portal.Infrastructure.EndpointServices;

public sealed record TargetGroupInput(string? Protocol, int? Port, HealthCheckInput? HealthCheck, IReadOnlyList<TargetInput?>? Targets);
