namespace Portal.Sandbox.Faults;

/// <summary>What a fault does.</summary>
internal enum FaultKind
{
    Error,
    Latency,
    LostReply,
    Reset,
    Stale,
    NotYetVisible,
    ListLag,
    Stuck,
    ZoneLoss,
    UnhealthyTarget,
    ImpairedLoadBalancer,
}
