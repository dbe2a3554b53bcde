using Portal.Domain.Reviews;
using Portal.Infrastructure.Reviews;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Reviews: read and decide.</summary>
internal static class ReviewApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reviews", (
            [WordsOf<ReviewState>] string? state, string? cursor, int? limit, Caller caller, ReviewQueries reviews, CancellationToken cancellationToken) =>
            reviews.ListAsync(caller.Actor, ApiEndpoints.Filter<ReviewState>(state, "state"), cursor, limit, cancellationToken))
            .Called("listReviews", "Reviews that you can see");
        api.MapGet("/reviews/{id:guid}", async (Guid id, Caller caller, ReviewQueries reviews, CancellationToken cancellationToken) =>
        {
            var review = await reviews.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Found(review.Version, review);
        }).Called("getReview", "One review, with all that it decides on");
        api.MapPost("/reviews/{id:guid}/decisions", async (
            Guid id, IdempotencyHeader idempotency, DecideReviewInput body, Caller caller, ReviewCommands commands, ReviewQueries reviews,
            CancellationToken cancellationToken) =>
        {
            await commands.DecideAsync(caller.Actor, id, body.ToInput(), idempotency.Key, cancellationToken);
            var review = await reviews.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Found(review.Version, review);
        }).Called("decideReview", "Approve, deny, or ask for changes");
    }
}
