using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for the AWS accounts that a person may see.</summary>
public sealed record AccountsPageQuery : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Account), ChangeTags.Of(SubjectKind.Service)];
}
