using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Audit;

/// <summary>Asks for a stretch of the history as a person may read it.</summary>
/// <param name="Subject">The id of the one that it is about; none for all.</param>
public sealed record AuditPageQuery(SubjectKind? Kind, string? Subject, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Everything];
}

/// <summary>What the page of the history shows.</summary>
/// <param name="Subjects">What the subjects are called, by their ids.</param>
public sealed record AuditPageSnapshot(IReadOnlyList<AuditView> Rows, string? Next, IReadOnlyDictionary<string, string> Subjects);

/// <summary>Reads the page of the history.</summary>
public sealed class AuditPageReader(AuditQueries history) : PageReader<AuditPageQuery, AuditPageSnapshot>
{
    private const int RowsAtOnce = 50;

    public override async Task<AuditPageSnapshot> ReadAsync(AuditPageQuery query, CancellationToken cancellationToken)
    {
        var subject = string.IsNullOrEmpty(query.Subject) ? null : query.Subject;
        var page = await history.ListAsync(query.Reader, query.Kind, subject, query.Cursor, RowsAtOnce, cancellationToken);
        return new(page.Items, page.Next, await history.SubjectsAsync(page.Items, cancellationToken));
    }
}
