namespace Portal.Infrastructure.People;

/// <summary>What the members of an identity provider's group may do from their next sign-in on.</summary>
/// <param name="Provider">The provider's short name.</param>
/// <param name="Group">As the provider writes it into its tokens: a name, or an id; 1 to 500 characters.</param>
/// <param name="TeamId">The team for which they may do it; none for roles in the whole portal.</param>
/// <param name="TeamRoles">provider, consumer; with a team.</param>
/// <param name="PortalRoles">networkAdmin, auditor; without one.</param>
public sealed record GroupRuleInput(
    string? Provider, string? Group, Guid? TeamId, IReadOnlyList<string?>? TeamRoles, IReadOnlyList<string?>? PortalRoles);
