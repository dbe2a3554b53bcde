namespace Portal.Infrastructure.Accounts;

/// <summary>A tag that AWS asks for in an account, as people read it.</summary>
/// <param name="Required">Whether requests and publications need it; otherwise a tag policy holds its values to something.</param>
/// <param name="Because">What AWS said when it was learnt.</param>
public sealed record AskedTagView(string Key, bool Required, string Because, DateTimeOffset LearntAt);
