using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the teams that a person may see.</summary>
public sealed record TeamsPageQuery(string? Search, bool IsClosed, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Team), ChangeTags.Of(SubjectKind.Person)];
}
