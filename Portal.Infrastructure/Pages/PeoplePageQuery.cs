using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the people whom the portal knows.</summary>
public sealed record PeoplePageQuery(string? Search, bool? IsBlocked, ListOrder Order, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Person), ChangeTags.Of(SubjectKind.Session)];
}
