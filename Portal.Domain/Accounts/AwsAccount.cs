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

    /// <summary>What its own people have to sign, so that the portal knows that they are in it; none where nothing is asked.</summary>
    public string? Challenge { get; private set; }

    /// <summary>Until when the challenge can be answered.</summary>
    public DateTimeOffset? ChallengeEndsAt { get; private set; }

    /// <summary>Whether its role was last tried for publishing services from it.</summary>
    public bool IsForPublishing { get; private set; }

    /// <summary>Whether its role was last tried for connecting its VPCs.</summary>
    public bool IsForConnecting { get; private set; }

    /// <summary>What AWS refused the role when its single permissions were last tried; none where they were not.</summary>
    public IReadOnlyList<string>? MissingPermissions => MissingPermissionNames?.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string? MissingPermissionNames { get; set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? PermissionsTriedAt { get; private set; }

    public bool IsManaged => RoleArn is not null;

    /// <summary>The part of AWS that it lies in: its role's, or its region's where it has given none.</summary>
    public AwsPartition Partition => (RoleArn is null ? null : AwsPartition.OfArn(RoleArn)) ?? AwsPartition.OfRegion(Region);

    /// <summary>Whether the portal can work in it.</summary>
    public bool IsUsable => IsManaged && Stage == AccountStage.Proven;

    /// <summary>Whether connections can be made from it: by the portal, or by its own people where it is self-managed.</summary>
    public bool CanConnect => Stage == AccountStage.Proven;

    public void MarkProven() => (Stage, Challenge, ChallengeEndsAt) = (AccountLifecycle.Next(Stage, AccountAction.MarkProven), null, null);

    /// <summary>Asks those who say that a self-managed account is theirs to sign something that nobody could have signed before.</summary>
    /// <exception cref="DomainException">It is managed, or nobody has to prove it now.</exception>
    public void Ask(string challenge, DateTimeOffset endsAt)
    {
        if (IsManaged || Stage != AccountStage.Registered)
        {
            throw new DomainException("Only a self-managed account that nobody has proved yet is asked for a signature.");
        }

        (Challenge, ChallengeEndsAt) = (challenge, endsAt);
    }

    /// <summary>Whether an answer to its challenge still counts.</summary>
    public bool Awaits(DateTimeOffset now) => Challenge is not null && now < ChallengeEndsAt;

    /// <summary>Says what the role is for; permissions that it need not give are not missed.</summary>
    public void UseFor(bool publishing, bool connecting) => (IsForPublishing, IsForConnecting) = (publishing, connecting);

    /// <returns>Whether others are missing than before.</returns>
    public bool NotePermissions(IReadOnlyList<string> missing, DateTimeOffset triedAt)
    {
        var before = MissingPermissionNames;
        (MissingPermissionNames, PermissionsTriedAt) = (string.Join('\n', missing), triedAt);
        return (before ?? "") != MissingPermissionNames;
    }

    public void MarkAccessLost() => Stage = AccountLifecycle.Next(Stage, AccountAction.MarkAccessLost);

    /// <summary>
    /// Whoever proves an account owns it: until somebody has, and when it has been retired, another team may register it, and what the earlier one was told
    /// counts no more.
    /// </summary>
    /// <param name="roleArn">The role that the portal is to assume, with its external id; none for a self-managed account.</param>
    /// <exception cref="IllegalMoveException">It is proven, or was and is not retired.</exception>
    public void RegisterAnew(Guid team, string alias, string region, string? roleArn, string? externalId)
    {
        Stage = AccountLifecycle.Next(Stage, AccountAction.Register);
        (TeamId, Alias, Region, _roleArn, _externalId, Challenge, ChallengeEndsAt) = (team, alias, region, roleArn, externalId, null, null);
        (IsForPublishing, IsForConnecting, MissingPermissionNames, PermissionsTriedAt) = (false, false, null, null);
    }

    public void Retire() => (Stage, Challenge, ChallengeEndsAt) = (AccountLifecycle.Next(Stage, AccountAction.Retire), null, null);
}
