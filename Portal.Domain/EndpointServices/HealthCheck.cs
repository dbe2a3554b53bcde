using System.Globalization;
using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <summary>How AWS checks that a target is well; what is left out is AWS's default.</summary>
/// <param name="Protocol">TCP, HTTP or HTTPS.</param>
/// <param name="Port">None for the port that the traffic goes to.</param>
/// <param name="IntervalSeconds">5 to 300.</param>
/// <param name="TimeoutSeconds">2 to 120, and below the interval.</param>
/// <param name="HealthyThreshold">2 to 10 checks in a row.</param>
/// <param name="UnhealthyThreshold">2 to 10 checks in a row.</param>
/// <param name="SuccessCodes">HTTP and HTTPS only: <c>200-399</c>.</param>
public sealed record HealthCheck(
    string Protocol, int? Port = null, string? Path = null, int? IntervalSeconds = null, int? TimeoutSeconds = null, int? HealthyThreshold = null,
    int? UnhealthyThreshold = null, string? SuccessCodes = null)
{
    /// <summary>AWS's word for the port that the traffic goes to.</summary>
    public const string TrafficPort = "traffic-port";

    private const int DefaultInterval = 30;
    private const int DefaultHealthyThreshold = 5;
    private const int DefaultUnhealthyThreshold = 2;
    private const string DefaultCodes = "200-399";

    /// <summary>What AWS does where nothing is said.</summary>
    public static HealthCheck Default { get; } = new("TCP");

    /// <summary>
    /// AWS refuses a time-out that is not below the interval, and puts its own in (6 seconds for HTTP, 10 for TCP and HTTPS) where none is sent.
    /// None where that default will do.
    /// </summary>
    [JsonIgnore]
    public int? SentTimeoutSeconds =>
        TimeoutSeconds ?? (IntervalSeconds is { } interval && interval <= DefaultTimeout ? interval - 1 : null);

    /// <summary>The same with AWS's defaults put in, as AWS shows it.</summary>
    [JsonIgnore]
    public ObservedHealthCheck Whole => new(
        Protocol, Port?.ToString(CultureInfo.InvariantCulture) ?? TrafficPort, IsHttp ? Path ?? "/" : null, IntervalSeconds ?? DefaultInterval,
        SentTimeoutSeconds ?? DefaultTimeout, HealthyThreshold ?? DefaultHealthyThreshold, UnhealthyThreshold ?? DefaultUnhealthyThreshold,
        IsHttp ? SuccessCodes ?? DefaultCodes : null);

    /// <summary>The one that wants what AWS shows.</summary>
    public static HealthCheck Of(ObservedHealthCheck seen) => new(
        seen.Protocol, seen.Port == TrafficPort ? null : int.Parse(seen.Port, CultureInfo.InvariantCulture), seen.Path, seen.IntervalSeconds,
        seen.TimeoutSeconds, seen.HealthyThreshold, seen.UnhealthyThreshold, seen.SuccessCodes);

    private bool IsHttp => Protocol != "TCP";

    private int DefaultTimeout => Protocol == "HTTP" ? 6 : 10;
}
