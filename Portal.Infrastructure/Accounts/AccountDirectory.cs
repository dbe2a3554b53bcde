using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Accounts;

/// <summary>Knows how the portal gets into each managed account.</summary>
public sealed class AccountDirectory(IDbContextFactory<PortalDbContext> contexts)
{
    /// <exception cref="SubjectNotFoundException">The account is unknown, or nobody gave the portal a role in it.</exception>
    public async Task<AccountAccess> AccessAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await context.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.AccountId == accountId, cancellationToken);
        return account is { RoleArn: { } role, ExternalId: { } externalId }
            ? new AccountAccess(accountId, role, externalId)
            : throw new SubjectNotFoundException("managed account");
    }
}
