using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks how much waits for a person.</summary>
public sealed record MenuQuery : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Review), ChangeTags.Of(SubjectKind.Connection)];

    protected override bool IsPersonal => true;
}
