namespace Portal.Domain.Accounts;

/// <summary>A tag that AWS asks for in an account, learnt from one of its refusals.</summary>
/// <param name="IsRequired">Whether forms ask for a value; otherwise they only offer the key, because a tag policy holds its values to something.</param>
/// <param name="Because">What AWS said, in words.</param>
public sealed record AskedTag(string AccountId, string Key, bool IsRequired, string Because, DateTimeOffset LearntAt);
