namespace Portal.Domain.Tests.Connections;

/// <summary>What people outside the portal do to an endpoint, and what AWS's reads do to us.</summary>
internal enum EndpointAct
{
    Delete,
    Reject,
    AcceptByHand,
    SwitchDnsOff,
    SwitchDnsOn,
    ChangeGroups,
    ChangeSubnets,
    Miss,
    Fail,
    Odd,
    Duplicate,
}
