using Portal.Domain.Networking;

namespace Portal.Domain.Accounts;

/// <summary>An AWS account that a team brought; managed when the portal may assume a role in it.</summary>
public sealed class AwsAccount(string accountId, Guid teamId, string alias, string region)
{
    private string? _roleArn;
    private string? _externalId;

    /// <summary>Twelve digits.</summary>
    public string AccountId { get; } = accountId;

    public Guid TeamId { get; private set; } = teamId;

    public string Alias { get; private set; } = alias;

    /// <summary>The region that forms start with, for example us-east-1.</summary>
    public string Region { get; private set; } = region;

    /// <summary>The role that the portal assumes; none for a self-managed account.</summary>
    public string? RoleArn { get => _roleArn; init => _roleArn = value; }

    /// <summary>Made by the portal, asked for by the role's trust policy; it keeps another customer's portal from using this role.</summary>
    public string? ExternalId { get => _externalId; init => _externalId = value; }

    public AccountStage Stage { get; private set; } = AccountStage.Registered;

    public bool IsManaged => RoleArn is not null;

    /// <summary>The part of AWS that it lies in: its role's, or its region's where it has given none.</summary>
    public AwsPartition Partition => (RoleArn is null ? null : AwsPartition.OfArn(RoleArn)) ?? AwsPartition.OfRegion(Region);

    /// <summary>Whether the portal can work in it.</summary>
    public bool IsUsable => IsManaged && Stage == AccountStage.Proven;

    /// <summary>Whether connections can be made from it: by the portal, or by its own people where it is self-managed.</summary>
    public bool CanConnect => Stage == AccountStage.Proven;

    public void MarkProven() => Stage = AccountLifecycle.Next(Stage, AccountAction.MarkProven);

    public void MarkAccessLost() => Stage = AccountLifecycle.Next(Stage, AccountAction.MarkAccessLost);

    /// <summary>
    /// Whoever proves an account owns it: until somebody has, another team may register it, and what the earlier one was told to make counts no more.
    /// </summary>
    /// <exception cref="IllegalMoveException">It is proven, or was.</exception>
    public void RegisterAnew(Guid team, string alias, string region, string roleArn, string externalId)
    {
        if (Stage != AccountStage.Registered)
        {
            throw new IllegalMoveException("The account", Stage.ToString(), "RegisterAnew");
        }

        (TeamId, Alias, Region, _roleArn, _externalId) = (team, alias, region, roleArn, externalId);
    }

    public void Retire() => Stage = AccountLifecycle.Next(Stage, AccountAction.Retire);
}
