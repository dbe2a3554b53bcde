namespace Portal.Infrastructure.Connections;

/// <summary>What a consumer enters to request a connection, as it came; from a self-managed account VPC, subnets and security groups may be left out.</summary>
public sealed record RequestConnectionInput(
    Guid? ServiceId, string? AccountId, string? Region, string? VpcId, IReadOnlyList<SubnetInput?>? Subnets,
    IReadOnlyList<string?>? SecurityGroupIds, bool? PrivateDns, string? Justification, DateTimeOffset? EndsAt,
    IReadOnlyDictionary<string, string?>? Tags, string? ExternalReference);

/// <param name="Ipv4">A fixed address of the subnet; none lets AWS choose.</param>
public sealed record SubnetInput(string? SubnetId, string? Ipv4);

/// <summary>What can be changed of a connection without touching AWS; members left out stay as they are.</summary>
public sealed record DescribeConnectionInput(string? Justification, IReadOnlyDictionary<string, string?>? Tags, string? ExternalReference);

/// <summary>Another end for a live connection.</summary>
/// <param name="EndsAt">None for no end.</param>
public sealed record RenewConnectionInput(DateTimeOffset? EndsAt);

/// <summary>The endpoint that a consumer has made in a self-managed account.</summary>
public sealed record BringEndpointInput(string? VpcEndpointId);
