using Portal.Domain.Audit;

namespace Portal.Infrastructure.Data;

/// <summary>That a team may read a line of the history; the database writes it with the line, so that the newest of a team are found by key.</summary>
public sealed class AuditReaderRow
{
    public required Guid TeamId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Guid Id { get; init; }

    /// <summary>What the line is about, so that a page of one kind is found without the lines.</summary>
    public required SubjectKind SubjectKind { get; init; }
}
