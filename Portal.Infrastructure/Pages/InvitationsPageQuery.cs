using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for a page of invitations.</summary>
public sealed record InvitationsPageQuery(bool IsOpen, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Team)];
}
