using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

/// <summary>A link by which one person comes into a team; of what it holds only the hash is stored.</summary>
public sealed class Invitation
{
    public required Guid Id { get; init; }

    public required byte[] Sha256 { get; init; }

    public required Guid TeamId { get; init; }

    public required TeamRole[] Roles { get; init; }

    /// <summary>Whom it is meant for, as the one who made it calls them.</summary>
    public required string Guest { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string MadeByIssuer { get; init; }

    public required string MadeBySubject { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public string? UsedByIssuer { get; set; }

    public string? UsedBySubject { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Rises when it is used or withdrawn: one of two who try at once is the first.</summary>
    public int Version { get; set; }
}
