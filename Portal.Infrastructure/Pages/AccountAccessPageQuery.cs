using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks which teams may request into the VPCs of one account.</summary>
public sealed record AccountAccessPageQuery(string AccountId) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Account), ChangeTags.Of(SubjectKind.Team)];
}
