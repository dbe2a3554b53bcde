using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Web.EndpointServices;

/// <summary>A port and its hosts as somebody enters them.</summary>
public sealed class ListenerForm
{
    public string Protocol { get; set; } = "TCP";

    public int? Port { get; set; }

    /// <summary>None for the port that consumers connect to.</summary>
    public int? TargetPort { get; set; }

    /// <summary><c>ip</c> or <c>instance</c>, for all of the targets: a group holds one kind.</summary>
    public string Kind { get; set; } = "ip";

    public List<TargetForm> Targets { get; init; } = [new()];

    public string CheckProtocol { get; set; } = "TCP";

    public int? CheckPort { get; set; }

    public string? CheckPath { get; set; }

    public int? CheckSeconds { get; set; } = 10;

    public int? CheckTimeout { get; set; }

    public int? HealthyAfter { get; set; }

    public int? UnhealthyAfter { get; set; }

    public string? SuccessCodes { get; set; }

    public int? DeregistrationDelay { get; set; }

    public bool? ConnectionTermination { get; set; }

    public bool? ProxyProtocol { get; set; }

    /// <summary>Others register and take out the hosts.</summary>
    public bool ManagedOutside { get; set; }

    public static ListenerForm Of(ServiceListener listener)
    {
        var group = listener.TargetGroup;
        var check = group.HealthCheck ?? HealthCheck.Default;
        return new()
        {
            Protocol = listener.Protocol,
            Port = listener.Port,
            TargetPort = group.Port == listener.Port ? null : group.Port,
            Kind = group.TargetType,
            Targets = group.Targets.Count == 0 ? [new()] : [.. group.Targets.Select(target => new TargetForm { Id = target.Id, Port = target.Port })],
            CheckProtocol = check.Protocol,
            CheckPort = check.Port,
            CheckPath = check.Path,
            CheckSeconds = check.IntervalSeconds,
            CheckTimeout = check.TimeoutSeconds,
            HealthyAfter = check.HealthyThreshold,
            UnhealthyAfter = check.UnhealthyThreshold,
            SuccessCodes = check.SuccessCodes,
            ManagedOutside = group.ManagedOutside == true,
            DeregistrationDelay = group.Attributes?.DeregistrationDelaySeconds,
            ConnectionTermination = group.Attributes?.ConnectionTermination,
            ProxyProtocol = group.Attributes?.ProxyProtocolV2,
        };
    }

    public ListenerInput ToInput() => new(Protocol, Port, new(
        Protocol, TargetPort,
        new(
            CheckProtocol, CheckPort, CheckProtocol == "TCP" ? null : PublishForm.Text(CheckPath), CheckSeconds, CheckTimeout, HealthyAfter, UnhealthyAfter,
            CheckProtocol == "TCP" ? null : PublishForm.Text(SuccessCodes)),
        ManagedOutside ? [] : [.. Targets.Select(target => new TargetInput(Kind, PublishForm.Text(target.Id), target.Port, null))],
        ManagedOutside ? true : null, ManagedOutside ? Kind : null,
        DeregistrationDelay is null && ConnectionTermination is null && ProxyProtocol is null
            ? null : new(DeregistrationDelay, ConnectionTermination, ProxyProtocol)));
}
