namespace Portal.Domain.EndpointServices;

/// <summary>A target as AWS knows it.</summary>
/// <param name="Id">An instance id or an IPv4 address.</param>
/// <param name="AvailabilityZone"><c>all</c> for an address outside the VPC, otherwise none.</param>
public sealed record TargetAddress(string Id, int Port, string? AvailabilityZone = null)
{
    /// <summary>Whether the id is an instance's rather than an address.</summary>
    public static bool IsInstance(string id) => id.StartsWith("i-", StringComparison.Ordinal);
}
