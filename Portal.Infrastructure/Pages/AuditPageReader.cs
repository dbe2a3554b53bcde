using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

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
