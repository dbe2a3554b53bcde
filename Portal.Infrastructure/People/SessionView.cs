namespace Portal.Infrastructure.People;

/// <summary>A browser in which somebody is signed in.</summary>
public sealed record SessionView(Guid Id, DateTimeOffset BegunAt, DateTimeOffset UsedAt);
