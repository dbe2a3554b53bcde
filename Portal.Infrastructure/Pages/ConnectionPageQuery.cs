using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for one connection with everything that its page shows.</summary>
public sealed record ConnectionPageQuery(Guid Id) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Connection, Id)];
}
