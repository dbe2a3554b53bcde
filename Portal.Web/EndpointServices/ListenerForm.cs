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

    public ListenerInput ToInput() => new(Protocol, Port, new(
        Protocol, TargetPort, new(CheckProtocol, CheckPort, CheckProtocol == "TCP" ? null : PublishForm.Text(CheckPath), CheckSeconds),
        [.. Targets.Select(target => new TargetInput(Kind, PublishForm.Text(target.Id), target.Port, null))]));
}
