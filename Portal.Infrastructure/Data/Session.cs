namespace Portal.Infrastructure.Data;

/// <summary>One sign-in in one browser: over when the person signs out there, or by itself when it was not used for long or is old.</summary>
public sealed class Session
{
    public required Guid Id { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When somebody last did something with it, to the minute; none for never since its begin.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
