namespace Portal.Domain.EndpointServices;

/// <summary>How AWS checks that a target is well.</summary>
/// <param name="Protocol">TCP, HTTP or HTTPS.</param>
/// <param name="Port">None for the port that the traffic goes to.</param>
/// <param name="IntervalSeconds">5 to 300.</param>
public sealed record HealthCheck(string Protocol, int? Port = null, string? Path = null, int? IntervalSeconds = null);
