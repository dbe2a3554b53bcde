namespace Portal.Domain.EndpointServices;

/// <param name="OperationId">The operation that its tag names; none without the tag.</param>
public sealed record ObservedServiceConfiguration(
    string ServiceId, string ServiceName, ServiceConfigurationState State, bool AcceptanceRequired,
    IReadOnlyList<string> LoadBalancerArns, IReadOnlyList<string> ZoneIds,
    string? PrivateDnsName, PrivateDnsNameState PrivateDnsNameState, DnsProof? PrivateDnsProof, Guid? OperationId = null);
