using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the reviews that concern a person.</summary>
public sealed record ReviewsPageQuery(ReviewFilter Filter, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Review), ChangeTags.Of(SubjectKind.Connection)];

    // Whether one can decide differs from person to person.
    protected override bool IsPersonal => true;
}
