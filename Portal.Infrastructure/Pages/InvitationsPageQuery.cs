using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of invitations.</summary>
public sealed record InvitationsPageQuery(bool IsOpen, ListOrder Order, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Team)];
}
