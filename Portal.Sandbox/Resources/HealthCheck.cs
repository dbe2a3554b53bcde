using System.Globalization;
using System.Text.Json.Serialization;

namespace Portal.Sandbox.Resources;

/// <summary>How a target group finds out whether its targets are well.</summary>
internal sealed record HealthCheck(
    string Protocol, string Port, int IntervalSeconds, int TimeoutSeconds, int HealthyThreshold, int UnhealthyThreshold, string? Path, string? HttpCodes)
{
    public const string TrafficPort = "traffic-port";

    [JsonIgnore]
    public bool IsHttp => Protocol is "HTTP" or "HTTPS";

    /// <summary>The port at which a target is checked.</summary>
    public int PortOf(int targetPort) => Port == TrafficPort ? targetPort : int.Parse(Port, CultureInfo.InvariantCulture);
}
