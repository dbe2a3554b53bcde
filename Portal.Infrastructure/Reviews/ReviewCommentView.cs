namespace Portal.Infrastructure.Reviews;

/// <summary>What somebody said in the thread of a review.</summary>
/// <param name="Round">The round in which it was said.</param>
public sealed record ReviewCommentView(Guid Id, int Round, string By, DateTimeOffset At, string Text);
