using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Audit;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of an account's grants shows.</summary>
public sealed record AccountAccessPageSnapshot(AccountView Account, IReadOnlyList<AccountGrantView> Grants, IReadOnlyList<AuditView> History);
