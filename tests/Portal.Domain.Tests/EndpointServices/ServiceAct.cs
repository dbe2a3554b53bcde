namespace Portal.Domain.Tests.EndpointServices;

/// <summary>What people outside the portal do to a service's AWS objects, and what AWS's reads do to us.</summary>
internal enum ServiceAct
{
    TurnAcceptanceOff,
    RemovePrincipal,
    AddForeignPrincipal,
    DeregisterTarget,
    DeleteListener,
    DeleteListenerAndGroup,
    DeleteService,
    DeleteBalancer,
    RerouteListener,
    RenamePrivately,
    SwitchCrossZone,
    SwitchProxyProtocol,
    ConnectEndpoint,
    DisconnectEndpoints,
    MissBalancer,
    MissService,
    MissListenerAndGroup,
    DuplicateBalancer,
}
