using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Security;

/// <summary>What the members of an identity provider's group may do in the portal.</summary>
/// <param name="Provider">Whose group it is, by the provider's short name; groups of others with the same name are not meant.</param>
/// <param name="Group">As the provider writes it into its tokens: a name, or an id.</param>
/// <param name="Team">The team's name; made when its first member signs in. None for roles in the whole portal alone.</param>
public sealed record GroupRule(string Provider, string Group, string? Team, IReadOnlyList<TeamRole> TeamRoles, IReadOnlyList<PortalRole> PortalRoles);
