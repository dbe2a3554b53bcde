using System.Text.Json;
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
            Guid id, IdempotencyHeader idempotency, DecisionBody body, Caller caller, ReviewCommands commands, ReviewQueries reviews, HttpResponse response,
            CancellationToken cancellationToken) =>
        {
            await commands.DecideAsync(caller.Actor, id, body.ToInput(), idempotency.Key, cancellationToken);
            var review = await reviews.GetAsync(caller.Actor, id, cancellationToken);
            return ApiEndpoints.Found(response, review.Version, review);
        });
    }

    /// <param name="Decision">Whatever was sent: that a number is no decision is said in the same words as of any other text.</param>
    private sealed record DecisionBody(JsonElement? Decision, string? Reason, string? PlanHash)
    {
        public DecisionInput ToInput() => new(
            Decision is { } sent ? sent.ValueKind == JsonValueKind.String ? sent.GetString() : sent.GetRawText() : null, Reason, PlanHash);
    }
}
