namespace Portal.Domain.Accounts;

/// <summary>Who acts: a person, an API token of a person, or the portal itself. Identity is issuer and subject, never a name or an e-mail address.</summary>
public sealed record Actor(string Issuer, string Subject, string Name, IReadOnlyList<Membership> Memberships, IReadOnlyList<PortalRole> PortalRoles)
{
    public const string SystemIssuer = "portal";

    /// <summary>The portal's own work: reconcilers, sweeps and expiry.</summary>
    public static Actor System(string part) => new(SystemIssuer, part, "PrivateLink Portal", [], []);

    /// <summary>Another company's people, who act by a link of one connection and need no sign-in.</summary>
    public const string CustomerIssuer = "customer-link";

    /// <summary>Whoever holds the link of that connection: consumer for the team that stands for their company, and nothing else.</summary>
    public static Actor InvitedCustomer(Guid linkId, Guid teamId) =>
        new(CustomerIssuer, linkId.ToString(), "Invited customer", [new(teamId, [TeamRole.Consumer])], []);

    public PersonKey Key => new(Issuer, Subject);

    public bool IsSystem => Issuer == SystemIssuer;

    public bool IsNetworkAdmin => PortalRoles.Contains(PortalRole.NetworkAdmin);

    /// <summary>Whether there is anything at all that they may do: also what everybody may see is for people who belong here.</summary>
    public bool HasRole => IsSystem || PortalRoles.Count > 0 || Memberships.Any(membership => membership.Roles.Count > 0);

    /// <summary>May read across teams.</summary>
    public bool SeesEverything => IsSystem || IsNetworkAdmin || PortalRoles.Contains(PortalRole.Auditor);

    public IEnumerable<Guid> TeamIds => Memberships.Select(membership => membership.TeamId);

    public bool IsIn(Guid teamId) => Memberships.Any(membership => membership.TeamId == teamId);

    /// <summary>May know of the consumer's network: of VPC, subnets, groups and interfaces, and of what AWS answered in its account.</summary>
    public bool SeesConsumerSide(Guid consumerTeamId) => SeesEverything || IsIn(consumerTeamId);

    public bool Has(Guid teamId, TeamRole role) =>
        Memberships.Any(membership => membership.TeamId == teamId && membership.Roles.Contains(role));

    /// <summary>The same person for that team alone.</summary>
    public Actor For(Guid teamId) => this with { Memberships = [.. Memberships.Where(membership => membership.TeamId == teamId)], PortalRoles = [] };

    public bool IsSamePersonAs(string issuer, string subject) => Issuer == issuer && Subject == subject;
}
