using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
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
            reviews.ListAsync(caller.Actor, ReviewFilter.At(ApiEndpoints.Filter<ReviewState>(state, "state")), cursor, limit, cancellationToken))
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
        api.MapPost("/reviews/decisions", async (
            IdempotencyHeader idempotency, DecideManyReviewsInput body, Caller caller, ReviewCommands commands, CancellationToken cancellationToken) =>
            new Page<DecisionResult>(await commands.DecideManyAsync(caller.Actor, body.ToInput(), idempotency.Key, cancellationToken), null))
            .Called("decideReviews", "One decision on several reviews, with a result for each");
        MapBackground(api);
    }

    public static void MapThread(IEndpointRouteBuilder asking)
    {
        asking.MapGet("/reviews/{id:guid}/comments", (
            Guid id, string? cursor, int? limit, Caller caller, ReviewCommentQueries comments, CancellationToken cancellationToken) =>
            comments.ListAsync(caller.Actor, id, cursor, limit, cancellationToken))
            .Called("listReviewComments", "What people said about a review, in all its rounds");
        asking.MapPost("/reviews/{id:guid}/comments", async (
            Guid id, IdempotencyHeader idempotency, CommentInput body, Caller caller, ReviewThreadCommands commands, ReviewCommentQueries comments,
            CancellationToken cancellationToken) =>
        {
            var receipt = await commands.CommentAsync(caller.Actor, id, body, idempotency.Key, cancellationToken);
            return await comments.GetAsync(caller.Actor, receipt.Id, cancellationToken);
        }).Called("commentOnReview", "Say something without deciding");
    }

    private static void MapBackground(IEndpointRouteBuilder api)
    {
        api.MapGet("/reviews/{id:guid}/background", (
            Guid id, Caller caller, ReviewBackgroundQueries background, CancellationToken cancellationToken) =>
            background.GetAsync(caller.Actor, id, cancellationToken))
            .Called("getReviewBackground", "What an approver compares: the network, earlier rounds, the team's other connections");
        api.MapGet("/reviews/{id:guid}/network", async (
            Guid id, Caller caller, ReviewNetworkQueries network, CancellationToken cancellationToken) =>
            ReviewNetworkBody.Of(await network.GetAsync(caller.Actor, id, cancellationToken)))
            .Called("getReviewNetwork", "The VPC that a review decides on, as AWS shows it now").AskingAws();
    }
}
