using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>One review with what an approver compares, and what people have said.</summary>
/// <param name="Comments">The newest first.</param>
public sealed record ReviewPageSnapshot(ReviewView Review, ReviewBackground Background, Page<ReviewCommentView> Comments);
