namespace Portal.Domain.Accounts;

/// <summary>Lets another team request connections into an account's VPCs.</summary>
/// <param name="VpcIds">The VPCs meant; empty for all of the account's.</param>
public sealed record AccountGrant(string AccountId, Guid TeamId, IReadOnlyList<string> VpcIds)
{
    /// <summary>Stands for a stored list that this version cannot read: no VPC is in it, and it is never written.</summary>
    public static IReadOnlyList<string> UnreadableVpcIds { get; } = new List<string>();

    /// <summary>Rises with every change of the VPCs.</summary>
    public int Version { get; init; }

    public bool Covers(string? vpcId) => !ReferenceEquals(VpcIds, UnreadableVpcIds) && (VpcIds.Count == 0 || VpcIds.Contains(vpcId));
}
