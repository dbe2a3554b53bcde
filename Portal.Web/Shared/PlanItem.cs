using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Web.Shared;

/// <summary>One step as people follow it: made, under way, refused or still to come.</summary>
/// <param name="CssClass">done, moving, bad or nothing.</param>
public sealed record PlanItem(string Title, string State, string CssClass, string? Summary, string? ResultId, Waiting? WaitsFor, OperationView? Operation)
{
    /// <summary>What was made, oldest first, then what is still to come.</summary>
    public static IReadOnlyList<PlanItem> Of(IReadOnlyList<OperationView> operations, IReadOnlyList<StepSummary> steps)
    {
        var open = operations.Where(operation => operation.Outcome == OperationOutcome.Open).Select(operation => operation.Step).ToHashSet();
        var summaries = steps.ToDictionary(step => step.Key, step => step.Summary);
        return
        [
            .. operations.Select(operation => Of(operation, summaries.GetValueOrDefault(operation.Step))),
            .. steps.Where(step => !open.Contains(step.Key)).Select(Of),
        ];
    }

    private static PlanItem Of(OperationView operation, string? summary)
    {
        var last = operation.Attempts.Count > 0 ? operation.Attempts[^1] : null;
        var (state, css) = operation.Outcome switch
        {
            OperationOutcome.Succeeded => ("done", "done"),
            OperationOutcome.NeverHappened => ("did not happen", ""),
            OperationOutcome.Lapsed => ("no longer wanted", ""),
            OperationOutcome.Unknown => ($"\"{operation.OutcomeText}\", which only a newer version of the portal knows", "moving"),
            _ when last is { Outcome: AttemptOutcome.Refused } => ("refused by AWS", "bad"),
            _ when last is { Outcome: AttemptOutcome.Unknown, RepliedAt: null } => ("sent, no answer yet", "moving"),
            _ when last is { Outcome: AttemptOutcome.Unknown } => ("sent, the portal finds out what came of it", "moving"),
            _ => ("about to be sent", "moving"),
        };
        return new(DisplayText.Step(operation.Step), state, css, summary, operation.ResultId, null, operation);
    }

    private static PlanItem Of(StepSummary step) =>
        new(DisplayText.Step(step.Key), step.WaitsFor is null ? "next" : "waits", "", step.Summary, null, step.WaitsFor, null);
}
