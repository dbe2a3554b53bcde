using System.Text.Json.Serialization;

namespace Portal.Sandbox.Faults;

/// <summary>What a fault does, and with which details.</summary>
internal sealed record FaultEffect(FaultKind? Kind)
{
    public string? Code { get; init; }
    public string? Message { get; init; }
    public int? Status { get; init; }

    /// <summary>How long a latency is, or how far reads lag behind.</summary>
    public double? Seconds { get; init; }

    /// <summary>The id or ARN of what is stuck or impaired; * stands for any text, and it is all of them when left out.</summary>
    public string? Resource { get; init; }

    /// <summary>The state that is not left; where it is, when left out.</summary>
    public string? State { get; init; }

    /// <summary>The lost zone, by id.</summary>
    public string? Zone { get; init; }

    /// <summary>The instance or address that fails its health checks.</summary>
    public string? Target { get; init; }

    /// <summary>Whether it is applied to calls, rather than standing over the world as long as the rule does.</summary>
    [JsonIgnore]
    public bool IsOfCalls => Kind is not (FaultKind.Stuck or FaultKind.ZoneLoss or FaultKind.UnhealthyTarget or FaultKind.ImpairedLoadBalancer);

    [JsonIgnore]
    public bool IsOfReads => Kind is FaultKind.Stale or FaultKind.NotYetVisible or FaultKind.ListLag;
}
