using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for one review.</summary>
public sealed record ReviewPageQuery(Guid Id) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Review, Id)];

    // Whether one can decide differs from person to person.
    protected override bool IsPersonal => true;
}
