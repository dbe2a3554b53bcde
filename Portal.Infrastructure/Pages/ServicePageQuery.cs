using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for one service with everything that its page shows.</summary>
public sealed record ServicePageQuery(Guid Id) : PageQuery
{
    // Connections of other services make it old, too: which are its own is not in the announcement.
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Service, Id), ChangeTags.Of(SubjectKind.Connection)];
}
