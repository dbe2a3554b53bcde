namespace Portal.Infrastructure.Provisioning;

/// <summary>A team by id and name.</summary>
public sealed record TeamView(Guid Id, string Name);
