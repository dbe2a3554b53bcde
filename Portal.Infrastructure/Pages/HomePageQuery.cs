using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for what a person has to look after.</summary>
public sealed record HomePageQuery : PageQuery
{
    public override IReadOnlyList<string> Tags =>
        [.. new[] { SubjectKind.Connection, SubjectKind.Service, SubjectKind.Account, SubjectKind.Review }.Select(ChangeTags.Of)];

    protected override bool IsPersonal => true;
}
