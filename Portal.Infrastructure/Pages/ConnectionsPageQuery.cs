using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the connections that concern a person's teams.</summary>
public sealed record ConnectionsPageQuery(ConnectionFilter Filter, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Connection), ChangeTags.Of(SubjectKind.Review)];
}
