using Microsoft.EntityFrameworkCore;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Testing.Worlds;

/// <summary>Compares what the portal has written down with what AWS has on its ledger.</summary>
public static class Books
{
    /// <summary>Everything in which the two differ; empty when every mutating call has its attempt and the other way round.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(this PortalWorld world, CancellationToken cancellationToken)
    {
        var calls = await world.Aws.PortalWritesAsync(cancellationToken);
        await using var context = world.Open();
        var attempts = await context.Attempts.AsNoTracking().ToDictionaryAsync(attempt => attempt.Id, cancellationToken);
        var operations = await context.Operations.AsNoTracking().ToDictionaryAsync(operation => operation.Id, cancellationToken);
        var byAttempt = calls.ToLookup(call => call.AttemptId);
        return
        [
            .. calls.Where(call => call.AttemptId is not { } id || !attempts.TryGetValue(id, out var attempt) || attempt.OperationId != call.OperationId)
                .Select(call => $"{call.Action} {call.RequestId} has no attempt of its operation"),
            .. byAttempt.Where(same => same.Key is not null && same.Count() > 1).Select(same => $"attempt {same.Key} was sent {same.Count()} times"),
            .. attempts.Values.Select(attempt => (Attempt: attempt, Calls: byAttempt[attempt.Id].ToList(), Step: operations[attempt.OperationId].StepKey))
                .Select(pair => Difference(pair.Attempt, pair.Calls, pair.Step)).OfType<string>(),
            .. operations.Values.Where(operation => operation.ToOperation(null).IsUnresolved)
            .Select(operation => $"the outcome of {operation.StepKey} is unknown"),
        ];
    }

    private static string? Difference(AttemptRow attempt, IReadOnlyList<LedgerCall> calls, string step) => (attempt.Outcome, calls) switch
    {
        (AttemptOutcome.Succeeded, [{ Status: not 200 } call]) when StepDefinitions.Of(new StepKey(step)).Repeat != RepeatKind.ById =>
            $"{step} succeeded, and AWS answered {call.Status}",
        (AttemptOutcome.Succeeded or AttemptOutcome.Refused, []) => $"{step} was {attempt.Outcome}, and AWS knows no such call",
        (AttemptOutcome.NotSent, [_, ..]) => $"{step} was not sent, and AWS has it",
        _ => null,
    };
}
