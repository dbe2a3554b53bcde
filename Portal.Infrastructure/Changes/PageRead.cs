namespace Portal.Infrastructure.Changes;

/// <summary>What a page shows, and what would make it old.</summary>
/// <param name="Position">Where the feed of changes stood when it was begun.</param>
public sealed record PageRead<TSnapshot>(TSnapshot Snapshot, IReadOnlySet<string> Tags, long Position);
