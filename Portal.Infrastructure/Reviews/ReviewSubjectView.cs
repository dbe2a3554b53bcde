using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Reviews;

/// <summary>What a review decides on, as every party to it may read it.</summary>
/// <param name="ConsumerTeam">The provider's own where a service is changed.</param>
/// <param name="AccountId">Where the endpoint stands; the service's where a service is changed.</param>
public sealed record ReviewSubjectView(
    Guid ServiceId, string ServiceName, TeamView ConsumerTeam, TeamView ProviderTeam, string AccountId, string Region,
    string Justification, DateTimeOffset? EndsAt, DateTimeOffset? ProposedEndsAt);
