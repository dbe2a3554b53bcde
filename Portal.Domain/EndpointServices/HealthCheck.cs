using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <summary>How AWS checks that a target is well.</summary>
/// <param name="Protocol">TCP, HTTP or HTTPS.</param>
/// <param name="Port">None for the port that the traffic goes to.</param>
/// <param name="IntervalSeconds">5 to 300.</param>
public sealed record HealthCheck(string Protocol, int? Port = null, string? Path = null, int? IntervalSeconds = null)
{
    /// <summary>
    /// 4 to 9 seconds: AWS refuses a time-out that is not below the interval, and puts its own in (6 seconds for HTTP, 10 for TCP and HTTPS) where none is
    /// sent.
    /// None where that default will do.
    /// </summary>
    [JsonIgnore]
    public int? TimeoutSeconds => IntervalSeconds is { } interval && interval <= (Protocol == "HTTP" ? 6 : 10) ? interval - 1 : null;
}
