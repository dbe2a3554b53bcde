namespace Portal.Infrastructure.Connections;

/// <summary>What a consumer enters to request a connection, as it came; from a self-managed account VPC, subnets and security groups may be left out.</summary>
public sealed record RequestConnectionInput(
    Guid? ServiceId, string? AccountId, string? Region, string? VpcId, IReadOnlyList<SubnetInput?>? Subnets,
    IReadOnlyList<string?>? SecurityGroupIds, bool? PrivateDns, string? Justification, DateTimeOffset? EndsAt,
    IReadOnlyDictionary<string, string?>? Tags, string? ExternalReference);
