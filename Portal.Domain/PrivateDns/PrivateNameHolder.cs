namespace Portal.Domain.PrivateDns;

/// <summary>An endpoint of a VPC that answers for private DNS names there.</summary>
public sealed record PrivateNameHolder(string VpcEndpointId, IReadOnlyList<string> Names);
