using Portal.Infrastructure.Pages;

namespace Portal.Web.Accounts;

/// <summary>The AWS accounts that the person may see, and what is in them.</summary>
public sealed partial class AccountsPage
{
    protected override AccountsPageQuery Query => new();
}
