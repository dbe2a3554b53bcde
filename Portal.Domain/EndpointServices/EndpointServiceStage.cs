namespace Portal.Domain.EndpointServices;

/// <summary>How far a service has come in the portal; AWS's own state stands beside it.</summary>
public enum EndpointServiceStage
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Load balancer, target groups, listeners and endpoint service are being made.</summary>
    Publishing,

    /// <summary>Can be connected to.</summary>
    Available,

    /// <summary>Will be withdrawn; no new connections.</summary>
    Draining,

    /// <summary>Everything it owns in AWS is being deleted.</summary>
    Withdrawing,

    /// <summary>Nothing of it is left in AWS.</summary>
    Withdrawn,

    /// <summary>The endpoint service was deleted outside the portal; it is still looked for.</summary>
    Lost,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
