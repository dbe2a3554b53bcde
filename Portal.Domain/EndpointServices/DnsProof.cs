namespace Portal.Domain.EndpointServices;

/// <summary>The TXT record by which the provider proves that the private DNS name is theirs.</summary>
public sealed record DnsProof(string Name, string Value);
