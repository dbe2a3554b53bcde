using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the teams that a person may see.</summary>
public sealed record TeamsPageQuery(string? Search, bool IsClosed, ListOrder Order, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Team), ChangeTags.Of(SubjectKind.Person)];
}
