using System.Text.Json;
using Portal.Infrastructure.Reviews;

namespace Portal.Web.Api.Contract;

/// <summary>A decision as it was sent.</summary>
/// <param name="Decision">Whatever was sent: that a number is no decision is said in the same words as of any other text.</param>
internal sealed record DecideReviewInput(JsonElement? Decision, string? Reason, string? PlanHash)
{
    public DecisionInput ToInput() => new(WordOf(Decision), Reason, PlanHash);

    public static string? WordOf(JsonElement? sent) =>
        sent is not { } value ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
