namespace Portal.Infrastructure.Reviews;

/// <summary>What somebody wants to say in the thread of a review.</summary>
/// <param name="Text">1 to 2,000 characters.</param>
public sealed record CommentInput(string? Text);
