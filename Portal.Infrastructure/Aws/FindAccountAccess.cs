namespace Portal.Infrastructure.Aws;

/// <summary>Finds how the portal gets into an account; throws when it may not.</summary>
public delegate Task<AccountAccess> FindAccountAccess(string accountId, CancellationToken cancellationToken);
