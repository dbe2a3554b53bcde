namespace Portal.Infrastructure.EndpointServices;

/// <param name="IntervalSeconds">5 to 300; AWS's default is 30.</param>
public sealed record HealthCheckInput(string? Protocol, int? Port, string? Path, int? IntervalSeconds);
