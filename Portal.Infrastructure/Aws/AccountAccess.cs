namespace Portal.Infrastructure.Aws;

/// <summary>How the portal gets into an account: by a role that asks for an external id.</summary>
public sealed record AccountAccess(string AccountId, string RoleArn, string ExternalId);
