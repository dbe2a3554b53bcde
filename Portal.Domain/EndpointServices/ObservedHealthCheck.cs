using System.Globalization;

namespace Portal.Domain.EndpointServices;

/// <summary>A target group's health check as AWS shows it: with everything that it puts in by itself.</summary>
/// <param name="Port">A number, or <see cref="HealthCheck.TrafficPort"/>.</param>
/// <param name="Path">None for TCP, like <paramref name="SuccessCodes"/>.</param>
public sealed record ObservedHealthCheck(
    string Protocol, string Port, string? Path, int IntervalSeconds, int TimeoutSeconds, int HealthyThreshold, int UnhealthyThreshold, string? SuccessCodes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Protocol}{(Port == HealthCheck.TrafficPort ? "" : $" port {Port}")}{Also(Path)}{Also(SuccessCodes)}"
            + $" every {IntervalSeconds} s, time-out {TimeoutSeconds} s, healthy after {HealthyThreshold}, unhealthy after {UnhealthyThreshold}");

    private static string Also(string? text) => text is null ? "" : $" {text}";
}
