using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Web.Shared;

/// <summary>One step as people follow it: made, under way, refused or still to come, however often it was tried.</summary>
/// <param name="CssClass">done, moving, bad or nothing.</param>
/// <param name="Operations">Every time that it was begun, oldest first; none of a step that is still to come.</param>
public sealed record PlanItem(
    string Title, string State, string CssClass, string? Summary, string? ResultId, Waiting? WaitsFor, IReadOnlyList<OperationView> Operations)
{
    private const string Done = "done";

    public bool IsDone => CssClass == Done;

    /// <summary>Whether something of it is still to be done or to be found out.</summary>
    public bool IsLeft { get; private init; }

    /// <summary>How often AWS was asked for it.</summary>
    public int Tries => Operations.Sum(operation => operation.Attempts.Count);

    /// <summary>What was made, in the order in which it was begun, then what is still to come: each step once.</summary>
    public static IReadOnlyList<PlanItem> Of(IReadOnlyList<OperationView> operations, IReadOnlyList<StepSummary> steps)
    {
        var begun = operations.GroupBy(operation => operation.Step).ToList();
        var open = begun.Where(step => step.Last().Outcome == OperationOutcome.Open).Select(step => step.Key).ToHashSet();
        var left = steps.ToDictionary(step => step.Key);
        return
        [
            // What was made once and has to be made again is still to come.
            .. begun.Where(step => open.Contains(step.Key) || !left.ContainsKey(step.Key))
                .Select(step => Of([.. step], left.GetValueOrDefault(step.Key)?.Summary)),
            .. steps.Where(step => !open.Contains(step.Key))
                .Select(step => Of(step, [.. begun.Where(earlier => earlier.Key == step.Key).SelectMany(earlier => earlier)])),
        ];
    }

    private static PlanItem Of(IReadOnlyList<OperationView> operations, string? summary)
    {
        var operation = operations[^1];
        var last = operation.Attempts.Count > 0 ? operation.Attempts[^1] : null;
        var (state, css) = operation.Outcome switch
        {
            OperationOutcome.Succeeded => ("done", Done),
            OperationOutcome.NeverHappened => ("did not happen", ""),
            OperationOutcome.Lapsed => ("no longer wanted", ""),
            OperationOutcome.Unknown => ($"\"{operation.OutcomeText}\", which only a newer version of the portal knows", "moving"),
            _ when last is { Outcome: AttemptOutcome.Refused } => ("refused by AWS", "bad"),
            _ when last is { Outcome: AttemptOutcome.Unknown, RepliedAt: null } => ("sent, no answer yet", "moving"),
            _ when last is { Outcome: AttemptOutcome.Unknown } => ("sent, the portal finds out what came of it", "moving"),
            _ => ("about to be sent", "moving"),
        };
        return new(DisplayText.Step(operation.Step), state, css, summary, operation.ResultId, null, operations) { IsLeft = css is "moving" or "bad" };
    }

    private static PlanItem Of(StepSummary step, IReadOnlyList<OperationView> earlier) => new(
        DisplayText.Step(step.Key), step.WaitsFor is not null ? "waits" : earlier.Count > 0 ? "again" : "next", "", step.Summary, null, step.WaitsFor, earlier)
    {
        IsLeft = true,
    };
}
