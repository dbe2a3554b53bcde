namespace Portal.Infrastructure.Data;

/// <summary>One sign-in in one browser: over when the person signs out there, or by itself after eight hours.</summary>
public sealed class Session
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(8);

    public required Guid Id { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}
