namespace Portal.Infrastructure.Data;

/// <summary>A group of somebody who was turned away because none of theirs gives a role here.</summary>
public sealed class UnmappedGroup
{
    public required string Provider { get; init; }

    public required string Group { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }
}
