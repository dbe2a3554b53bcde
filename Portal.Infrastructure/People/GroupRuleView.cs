using Portal.Domain.Accounts;

namespace Portal.Infrastructure.People;

/// <summary>What the members of a group may do, and who has said so.</summary>
/// <param name="Id">None where the configuration says it: it is changed there alone.</param>
/// <param name="Team">The team's name; none for roles in the whole portal.</param>
/// <param name="By">Who made it; none where the configuration says it.</param>
public sealed record GroupRuleView(
    Guid? Id, string Provider, string Group, string? Team, IReadOnlyList<TeamRole> TeamRoles, IReadOnlyList<PortalRole> PortalRoles, string? By,
    DateTimeOffset? CreatedAt);
