using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of the connections that concern a person's teams.</summary>
public sealed record ConnectionsPageQuery(ConnectionStage? Stage, string? Cursor, string? Reference = null, string? Search = null) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Connection), ChangeTags.Of(SubjectKind.Review)];
}
