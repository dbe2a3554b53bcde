using System.Globalization;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>How Elastic Load Balancing reads and shows the health check of a target group.</summary>
internal static class HealthCheckReading
{
    /// <summary>The health check of a request: what it says, then what is set, then AWS's defaults for the protocol.</summary>
    public static HealthCheck Read(QueryParameters parameters, string groupProtocol, string targetType, HealthCheck? before)
    {
        var protocol = parameters.OneOf("HealthCheckProtocol", "HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE") ?? before?.Protocol
            ?? (groupProtocol is "HTTP" or "HTTPS" ? groupProtocol : "TCP");
        if (protocol is not ("HTTP" or "HTTPS" or "TCP") || (protocol == "TCP" && groupProtocol is "HTTP" or "HTTPS"))
        {
            throw ElbErrors.Validation($"Health check protocol '{protocol}' is not supported for target groups with the protocol '{groupProtocol}'");
        }

        if (parameters.Flag("HealthCheckEnabled") == false)
        {
            throw ElbErrors.Validation($"Health check enabled must be true for target groups with target type '{targetType}'");
        }

        var http = protocol != "TCP";
        var kept = before?.Protocol == protocol ? before : null;
        var check = new HealthCheck(
            protocol,
            ReadPort(parameters) ?? before?.Port ?? HealthCheck.TrafficPort,
            parameters.Number("HealthCheckIntervalSeconds", 5, 300) ?? before?.IntervalSeconds ?? 30,
            parameters.Number("HealthCheckTimeoutSeconds", 2, 120) ?? kept?.TimeoutSeconds ?? (protocol == "HTTP" ? 6 : 10),
            parameters.Number("HealthyThresholdCount", 2, 10) ?? before?.HealthyThreshold ?? 5,
            parameters.Number("UnhealthyThresholdCount", 2, 10) ?? before?.UnhealthyThreshold ?? 2,
            parameters.Text("HealthCheckPath") ?? kept?.Path ?? (http ? "/" : null),
            parameters.Structure("Matcher")?.Text("HttpCode") ?? kept?.HttpCodes ?? (http ? groupProtocol is "HTTP" or "HTTPS" ? "200" : "200-399" : null));
        return Checked(check);
    }

    public static void Write(this HealthCheck check, ReplyWriter reply)
    {
        reply.Text("HealthCheckProtocol", check.Protocol);
        reply.Text("HealthCheckPort", check.Port);
        reply.Flag("HealthCheckEnabled", true);
        reply.Number("HealthCheckIntervalSeconds", check.IntervalSeconds);
        reply.Number("HealthCheckTimeoutSeconds", check.TimeoutSeconds);
        reply.Number("HealthyThresholdCount", check.HealthyThreshold);
        reply.Number("UnhealthyThresholdCount", check.UnhealthyThreshold);
        reply.Text("HealthCheckPath", check.Path);
        if (check.HttpCodes is not null)
        {
            reply.Structure("Matcher", () => reply.Text("HttpCode", check.HttpCodes));
        }
    }

    private static string? ReadPort(QueryParameters parameters) => parameters.Text("HealthCheckPort") switch
    {
        null or "" => null,
        HealthCheck.TrafficPort => HealthCheck.TrafficPort,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 => text,
        var text => throw ElbErrors.Validation($"Health check port '{text}' must be '{HealthCheck.TrafficPort}' or a number between 1 and 65535"),
    };

    private static HealthCheck Checked(HealthCheck check) => check switch
    {
        { IsHttp: false, Path: not null } => throw ElbErrors.Validation("Health check path cannot be specified for TCP health checks"),
        { IsHttp: false, HttpCodes: not null } => throw ElbErrors.Validation("Health check matcher HTTP code cannot be specified for TCP health checks"),
        { Path: { } path } when !path.StartsWith('/') || path.Length > 1024 => throw ElbErrors.Validation(
            $"Health check path '{path}' must begin with a '/' character and have at most 1024 characters"),
        _ when check.TimeoutSeconds >= check.IntervalSeconds => throw ElbErrors.Validation(
            $"Health check timeout '{check.TimeoutSeconds}' must be smaller than the interval '{check.IntervalSeconds}'"),
        _ => check,
    };
}
