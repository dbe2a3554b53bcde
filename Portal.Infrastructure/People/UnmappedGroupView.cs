namespace Portal.Infrastructure.People;

/// <summary>A group of somebody who was turned away because none of theirs gives a role here.</summary>
public sealed record UnmappedGroupView(string Provider, string Group, DateTimeOffset LastSeenAt);
