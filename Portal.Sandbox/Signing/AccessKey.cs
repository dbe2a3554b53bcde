using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Signing;

/// <summary>A key that signs requests: a user's or root's for ever, or a role session's with a token and an end.</summary>
[Table("keys", NeverStale = true)]
internal sealed record AccessKey(string Id, string OwnerId, string Secret, string PrincipalArn, string UserId) : IEntity
{
    /// <summary>An expired key is remembered for a day, so that its user is told that it expired.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public string? SessionToken { get; init; }

    /// <summary>By the clock that signatures go by, not by the world's.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? GoneAt => null;
}
