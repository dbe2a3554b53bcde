using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Signing;

/// <summary>A key that signs requests: a user's for ever, or a role session's with a token and an end.</summary>
internal sealed record AccessKey(string Id, string OwnerId, string Secret, string PrincipalArn, string UserId) : IEntity
{
    public string? SessionToken { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>An expired key is remembered for a day, so that its user is told that it expired.</summary>
    public DateTimeOffset? GoneAt => ExpiresAt?.AddDays(1);
}

/// <summary>A role that principals of one other account may assume; its id is its ARN.</summary>
internal sealed record Role(string Id, string OwnerId, string Name, string RoleId, string TrustedAccountId, string? ExternalId) : IEntity
{
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(1);

    public DateTimeOffset? GoneAt => null;
}

/// <summary>Whoever signed a request.</summary>
internal sealed record Caller(string AccountId, string PrincipalArn, string UserId, string AccessKeyId);
