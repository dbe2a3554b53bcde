namespace Portal.Domain.Accounts;

/// <summary>A person's place in one team.</summary>
public sealed record Membership(Guid TeamId, IReadOnlyList<TeamRole> Roles);

/// <summary>Who somebody is, whatever they are called and through whichever token or session they come.</summary>
public readonly record struct PersonKey(string Issuer, string Subject);

/// <summary>Who acts: a person, an API token of a person, or the portal itself. Identity is issuer and subject, never a name or an e-mail address.</summary>
public sealed record Actor(string Issuer, string Subject, string Name, IReadOnlyList<Membership> Memberships, IReadOnlyList<PortalRole> PortalRoles)
{
    public const string SystemIssuer = "portal";

    /// <summary>The portal's own work: reconcilers, sweeps and expiry.</summary>
    public static Actor System(string part) => new(SystemIssuer, part, "PrivateLink Portal", [], []);

    public PersonKey Key => new(Issuer, Subject);

    public bool IsSystem => Issuer == SystemIssuer;

    public bool IsNetworkAdmin => PortalRoles.Contains(PortalRole.NetworkAdmin);

    /// <summary>May read across teams.</summary>
    public bool SeesEverything => IsSystem || IsNetworkAdmin || PortalRoles.Contains(PortalRole.Auditor);

    public IEnumerable<Guid> TeamIds => Memberships.Select(membership => membership.TeamId);

    public bool IsIn(Guid teamId) => Memberships.Any(membership => membership.TeamId == teamId);

    public bool Has(Guid teamId, TeamRole role) =>
        Memberships.Any(membership => membership.TeamId == teamId && membership.Roles.Contains(role));

    public bool IsSamePersonAs(string issuer, string subject) => Issuer == issuer && Subject == subject;
}
