namespace Portal.Infrastructure.Aws;

/// <summary>How the portal gets into an account: by a role that asks for an external id.</summary>
public sealed record AccountAccess(string AccountId, string RoleArn, string ExternalId);

/// <summary>Finds how the portal gets into an account; throws when it may not.</summary>
public delegate Task<AccountAccess> FindAccountAccess(string accountId, CancellationToken cancellationToken);
