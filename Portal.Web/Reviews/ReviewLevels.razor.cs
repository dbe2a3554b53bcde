using Microsoft.AspNetCore.Components;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Reviews;

namespace Portal.Web.Reviews;

/// <summary>Who decides at which level, and what they said.</summary>
public sealed partial class ReviewLevels
{
    [Parameter, EditorRequired]
    public ReviewProgress Review { get; set; } = null!;

    private static string CssClass(List<DecisionView> decisions, ReviewLevelView level) =>
        decisions.Any(decision => decision.Verdict != ReviewVerdict.Approve) ? "bad"
        : decisions.Count >= level.Approvals ? "done"
        : level.Current ? "moving"
        : "";

    private string State(List<DecisionView> decisions, ReviewLevelView level) =>
        decisions.Count > 0 && !level.Current ? ""
        : level.Current ? (level.Approvals == 1 ? "one of them has to approve" : $"{decisions.Count} of {level.Approvals} have approved")
        : Review.State == ReviewState.Open ? "comes after"
        : "nobody has to decide any more";

    internal static string Said(ReviewVerdict verdict) => verdict switch
    {
        ReviewVerdict.Approve => "Approved",
        ReviewVerdict.Deny => "Rejected",
        ReviewVerdict.RequestChanges => "Changes asked for",
        _ => "Decided in a way that only a newer version of the portal knows",
    };
}
