namespace Portal.Domain.Connections;

/// <summary>A subnet that gets one of the endpoint's network interfaces, and the id of its Availability Zone.</summary>
/// <param name="Ipv4">A fixed address; none lets AWS choose.</param>
public sealed record ConnectionSubnet(string SubnetId, string ZoneId, string? Ipv4 = null);

/// <summary>What a consumer wants to stand in AWS: an interface endpoint in one VPC to one service.</summary>
/// <param name="EndsAt">When it is deleted by itself; none for no end.</param>
public sealed record ConnectionSpec(
    Guid ServiceId, string ServiceAccountId, string ServiceRegion,
    string AccountId, string Region, string VpcId,
    IReadOnlyList<ConnectionSubnet> Subnets, IReadOnlyList<string> SecurityGroupIds, bool PrivateDns, DateTimeOffset? EndsAt)
{
    /// <summary>The principal that the service has to allow.</summary>
    public string PrincipalArn => Networking.AwsIds.AccountRoot(AccountId);
}
