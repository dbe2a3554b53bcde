using System.Text.Json;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Signing;

/// <summary>A key that signs requests: a user's or root's for ever, or a role session's with a token and an end.</summary>
internal sealed record AccessKey(string Id, string OwnerId, string Secret, string PrincipalArn, string UserId) : IEntity
{
    /// <summary>An expired key is remembered for a day, so that its user is told that it expired.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public string? SessionToken { get; init; }

    /// <summary>By the clock that signatures go by, not by the world's.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? GoneAt => null;
}

/// <summary>A role; its id is its ARN. Who may assume it is said by its trust policy.</summary>
internal sealed record Role(string Id, string OwnerId, string Name, string RoleId, JsonElement TrustPolicy) : IEntity
{
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(1);

    public DateTimeOffset? GoneAt => null;
}

/// <summary>Whoever signed a request.</summary>
internal sealed record Caller(string AccountId, string PrincipalArn, string UserId, string AccessKeyId)
{
    public string RootArn => $"arn:aws:iam::{AccountId}:root";

    public bool IsRoot => PrincipalArn == RootArn;

    public bool IsSession => PrincipalArn.StartsWith("arn:aws:sts::", StringComparison.Ordinal);

    /// <summary>Whose policies count: for a session those of its role.</summary>
    public string IdentityArn => IsSession ? $"arn:aws:iam::{AccountId}:role/{PrincipalArn.Split('/')[1]}" : PrincipalArn;
}
