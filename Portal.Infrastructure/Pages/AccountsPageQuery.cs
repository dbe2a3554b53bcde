using Portal.Domain.Audit;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Changes;

namespace Portal.Infrastructure.Pages;

/// <summary>Asks for the AWS accounts that a person may see.</summary>
/// <param name="Cursor">The id of the account that the page before ended with; none at the beginning.</param>
public sealed record AccountsPageQuery(AccountFilter Filter, string? Cursor) : PageQuery
{
    public override IReadOnlyList<string> Tags => [ChangeTags.Of(SubjectKind.Account), ChangeTags.Of(SubjectKind.Service)];
}
