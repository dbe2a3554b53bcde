using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for the rules that give roles by groups.</summary>
public sealed record GroupRulesPageQuery : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Person), ChangeTags.Of(SubjectKind.Team)];
}
