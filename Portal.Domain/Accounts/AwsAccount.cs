using System.Collections.Frozen;

namespace Portal.Domain.Accounts;

/// <summary>How far the portal's hold on an AWS account has come.</summary>
public enum AccountStage
{
    /// <summary>Entered; nobody has proved yet that it is theirs.</summary>
    Registered,

    /// <summary>The portal has assumed the role, and was refused without the external id.</summary>
    Proven,

    /// <summary>The role can no longer be assumed.</summary>
    AccessLost,

    /// <summary>No longer used.</summary>
    Retired,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}

/// <summary>What can happen to an account.</summary>
public enum AccountAction
{
    MarkProven,
    MarkAccessLost,
    Retire,
}

/// <summary>The moves of an account, as data.</summary>
public static class AccountLifecycle
{
    public static FrozenDictionary<(AccountStage From, AccountAction Action), AccountStage> Moves { get; } =
        new Dictionary<(AccountStage, AccountAction), AccountStage>
        {
            [(AccountStage.Registered, AccountAction.MarkProven)] = AccountStage.Proven,
            [(AccountStage.Proven, AccountAction.MarkAccessLost)] = AccountStage.AccessLost,
            [(AccountStage.AccessLost, AccountAction.MarkProven)] = AccountStage.Proven,
            [(AccountStage.Proven, AccountAction.Retire)] = AccountStage.Retired,
            [(AccountStage.AccessLost, AccountAction.Retire)] = AccountStage.Retired,
            [(AccountStage.Registered, AccountAction.Retire)] = AccountStage.Retired,
        }.ToFrozenDictionary();

    public static AccountStage Next(AccountStage from, AccountAction action) =>
        Moves.TryGetValue((from, action), out var to) ? to : throw new IllegalMoveException("The account", from.ToString(), action.ToString());
}

/// <summary>An AWS account that a team brought; managed when the portal may assume a role in it.</summary>
public sealed class AwsAccount(string accountId, Guid teamId, string alias, string region)
{
    /// <summary>Twelve digits.</summary>
    public string AccountId { get; } = accountId;

    public Guid TeamId { get; private set; } = teamId;

    public string Alias { get; private set; } = alias;

    /// <summary>The region that forms start with, for example us-east-1.</summary>
    public string Region { get; private set; } = region;

    /// <summary>The role that the portal assumes; none for a self-managed account.</summary>
    public string? RoleArn { get; init; }

    /// <summary>Made by the portal, asked for by the role's trust policy; it keeps another customer's portal from using this role.</summary>
    public string? ExternalId { get; init; }

    public AccountStage Stage { get; private set; } = AccountStage.Registered;

    public bool IsManaged => RoleArn is not null;

    /// <summary>Whether the portal can work in it.</summary>
    public bool IsUsable => IsManaged && Stage == AccountStage.Proven;

    /// <summary>Whether connections can be made from it: by the portal, or by its own people where it is self-managed.</summary>
    public bool CanConnect => Stage == AccountStage.Proven;

    public void MarkProven() => Stage = AccountLifecycle.Next(Stage, AccountAction.MarkProven);

    public void MarkAccessLost() => Stage = AccountLifecycle.Next(Stage, AccountAction.MarkAccessLost);

    public void Retire() => Stage = AccountLifecycle.Next(Stage, AccountAction.Retire);
}

/// <summary>Lets another team request connections into an account's VPCs.</summary>
/// <param name="VpcIds">The VPCs meant; empty for all of the account's.</param>
public sealed record AccountGrant(string AccountId, Guid TeamId, IReadOnlyList<string> VpcIds)
{
    /// <summary>Stands for a stored list that this version cannot read: no VPC is in it, and it is never written.</summary>
    public static IReadOnlyList<string> UnreadableVpcIds { get; } = new List<string>();

    public bool Covers(string? vpcId) => !ReferenceEquals(VpcIds, UnreadableVpcIds) && (VpcIds.Count == 0 || VpcIds.Contains(vpcId));
}
