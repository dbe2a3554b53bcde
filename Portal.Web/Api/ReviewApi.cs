using Portal.Domain.Reviews;
using Portal.Infrastructure.Reviews;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Reviews: read and decide.</summary>
internal static class ReviewApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/reviews", (string? state, string? cursor, int? limit, Caller caller, ReviewQueries reviews, CancellationToken cancellationToken) =>
            reviews.ListAsync(caller.Actor, ApiEndpoints.Filter<ReviewState>(state, "state"), cursor, limit, cancellationToken));
        api.MapGet("/reviews/{id:guid}", async (Guid id, Caller caller, ReviewQueries reviews, HttpResponse response, CancellationToken cancellationToken) =>
        {
            var review = await reviews.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Found(response, review.Version, review);
        });
        api.MapPost("/reviews/{id:guid}/decisions", async (
            Guid id, IdempotencyHeader idempotency, DecisionInput input, Caller caller, ReviewCommands commands, ReviewQueries reviews, HttpResponse response, CancellationToken cancellationToken) =>
        {
            await commands.DecideAsync(caller.Actor, id, input, idempotency.Key, cancellationToken);
            var review = await reviews.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Found(response, review.Version, review);
        });
    }
}
