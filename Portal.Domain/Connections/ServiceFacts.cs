using Portal.Domain.EndpointServices;

namespace Portal.Domain.Connections;

/// <summary>What a connection needs to know of its service, from the service's own last observation.</summary>
/// <param name="PrincipalAllowed">Whether AWS showed the consumer's principal as allowed.</param>
public sealed record ServiceFacts(
    EndpointServiceStage Stage, string? ServiceId, string? ServiceName, bool PrincipalAllowed, string? PrivateDnsName, PrivateDnsNameState PrivateDnsNameState);
