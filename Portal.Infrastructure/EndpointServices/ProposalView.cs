namespace Portal.Infrastructure.EndpointServices;

/// <summary>A change that people have yet to decide on.</summary>
public sealed record ProposalView(Guid ReviewId, DateTimeOffset ProposedAt);
