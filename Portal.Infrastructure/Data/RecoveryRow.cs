namespace Portal.Infrastructure.Data;

/// <summary>A time in which the portal only observed, because its database might have been older than what was done by it.</summary>
public sealed class RecoveryRow
{
    public required Guid Id { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>What was noticed, in a sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>When a network admin confirmed that the portal may go on; none while it only observes.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
