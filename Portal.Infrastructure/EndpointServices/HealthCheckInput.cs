using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.EndpointServices;

/// <param name="IntervalSeconds">5 to 300; AWS's default is 30.</param>
/// <param name="TimeoutSeconds">2 to 120, below the interval.</param>
/// <param name="HealthyThreshold">2 to 10; AWS's default is 5.</param>
/// <param name="UnhealthyThreshold">2 to 10; AWS's default is 2.</param>
/// <param name="SuccessCodes">HTTP and HTTPS only; AWS's default is 200-399.</param>
public sealed record HealthCheckInput(
    string? Protocol, int? Port, string? Path, int? IntervalSeconds, int? TimeoutSeconds = null, int? HealthyThreshold = null, int? UnhealthyThreshold = null,
    string? SuccessCodes = null)
{
    internal HealthCheck ToHealthCheck() => new(
        Protocol?.ToUpperInvariant() ?? "TCP", Port, Path, IntervalSeconds, TimeoutSeconds, HealthyThreshold, UnhealthyThreshold, SuccessCodes);

    internal static HealthCheckInput Of(HealthCheck check) => new(
        check.Protocol, check.Port, check.Path, check.IntervalSeconds, check.TimeoutSeconds, check.HealthyThreshold, check.UnhealthyThreshold,
        check.SuccessCodes);
}
