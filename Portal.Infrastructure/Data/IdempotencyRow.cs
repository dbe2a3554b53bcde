
namespace Portal.Infrastructure.Data;

/// <summary>What a POST with an Idempotency-Key answered; kept 24 hours, written in the commit of its effect.</summary>
public sealed class IdempotencyRow
{
    public required string ActorIssuer { get; init; }

    public required string ActorSubject { get; init; }

    public required string Key { get; init; }

    public required byte[] RequestSha256 { get; init; }

    public required string Receipt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
