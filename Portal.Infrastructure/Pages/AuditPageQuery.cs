using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the history as a person may read it.</summary>
/// <param name="Subject">The id of the one that it is about; none for all.</param>
public sealed record AuditPageQuery(SubjectKind? Kind, string? Subject, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Everything];
}
