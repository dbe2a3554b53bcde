using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for one team with everything that its page shows.</summary>
public sealed record TeamPageQuery(Guid Id, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Team, Id)];
}
