using Portal.Domain.Accounts;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Reviews;

/// <summary>Whoever asked for a round asks for the one that follows it.</summary>
internal static class ReviewRequester
{
    public static Actor ToRequester(this Review review) => new(review.RequesterIssuer, review.RequesterSubject, "", [], []);
}
