using System.Text.Json;
using Portal.Infrastructure.Reviews;

namespace Portal.Web.Api.Contract;

/// <summary>One decision on several reviews as it was sent.</summary>
/// <param name="Decision">Whatever was sent: that a number is no decision is said in the same words as of any other text.</param>
internal sealed record DecideManyReviewsInput(JsonElement? Decision, string? Reason, IReadOnlyList<ShownReview?>? Reviews)
{
    public DecideManyInput ToInput() => new(DecideReviewInput.WordOf(Decision), Reason, Reviews);
}
