using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for one person with everything that their page shows; for none for whoever asks.</summary>
public sealed record PersonPageQuery(Guid? Id) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Person), ChangeTags.Of(SubjectKind.Session), ChangeTags.Of(SubjectKind.Team)];

    protected override bool IsPersonal => true;
}
