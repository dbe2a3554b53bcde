using Microsoft.Extensions.Logging;
using Portal.Domain;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Aws.Steps;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Recovery;

namespace Portal.Jobs.Reconciling;

/// <summary>Sends one step: inside what was approved, written down before, recorded after.</summary>
internal sealed partial class StepSender(
    OperationLog log, StepGateway gateway, RecoveryGate recovery, ILogger<StepSender> logger, RequestBudget? budget = null)
{
    /// <exception cref="LeaseLostException">Another worker has the aggregate.</exception>
    public async Task<SendResult> SendAsync(Claim claim, ItemLease lease, ReconcileContext situation, PlanStep step)
    {
        if (situation.WhyNotApproved(step) is { } refusal)
        {
            Log.NotApproved(logger, situation.Id, step.Key.Text, refusal);
            return new(SendOutcome.Refused, NotApproved(step, refusal));
        }

        if (await recovery.AskAsync(lease.Token) is not null)
        {
            return new(SendOutcome.Refused, OnlyObserving(step));
        }

        var (scope, action) = (situation.ScopeOf(step.Definition.Side), step.Definition.Action);
        if (budget?.Take(scope, action, situation.Id) is { } turn)
        {
            // Before anything is written down: nothing is sent, so there is nothing to tell of it.
            return new(SendOutcome.Refused, RequestBudget.NotYet(action, turn));
        }

        Intent? intent;
        try
        {
            intent = await log.IntendAsync(claim, situation, step, lease.Token);
        }
        catch (UnreadableException foreign)
        {
            return new(SendOutcome.Refused, Foreign(step, foreign));
        }

        if (intent is null)
        {
            return new(SendOutcome.Woken);
        }

        StepReply reply;
        try
        {
            reply = await gateway.SendAsync(
                intent.Scope, intent.Request, new SendPermit(intent.OperationId, intent.AttemptId, () => lease.Remaining), lease.Token);
        }
        catch (AwsCallException refused)
        {
            if (refused.Failure.Class == RetryClass.Throttled)
            {
                budget?.Overdrawn(scope, action);
            }

            var failure = intent.Age < EventualConsistency.Window ? refused.Failure.WhileYoung() : refused.Failure;
            await log.RefusedAsync(situation, step, intent, refused, refused.WasSent, failure);
            return new(SendOutcome.Refused, failure);
        }
        catch (Exception unforeseen) when (!(unforeseen is OperationCanceledException && lease.Token.IsCancellationRequested))
        {
            Log.Unforeseen(logger, unforeseen, situation.Id, step.Key.Text);
            var failure = Unforeseen(unforeseen);
            // Whether it was sent nobody knows: what it may have done is looked for.
            await log.RefusedAsync(situation, step, intent, new AwsCallException(failure, inner: unforeseen), sent: true);
            return new(SendOutcome.Refused, failure);
        }

        await log.SucceededAsync(situation, step, intent, reply);
        return new(SendOutcome.Succeeded);
    }

    private static AwsFailure NotApproved(PlanStep step, string because) => new(
        null, $"The step {step.Key} was not sent: {because}.", RetryClass.UserFix,
        $"The plan wants \"{step.Summary}\", and {because}", Party.Operator, "Report this: a plan must stay within what was approved", OutcomeKnown: true,
        WayOut: WayOut.Report);

    private static AwsFailure OnlyObserving(PlanStep step) => new(
        null, $"The step {step.Key} was not sent: the portal only observes.", RetryClass.UserFix,
        "The portal only observes: its database may be older than what has been done in AWS", Party.Operator,
        "A network admin looks at the page Operations and confirms", OutcomeKnown: true, WayOut: WayOut.PortalSettings);

    private static AwsFailure Foreign(PlanStep step, UnreadableException foreign) => new(
        null, foreign.Message, RetryClass.UserFix, $"A newer version of the portal has begun \"{step.Summary}\" in a way that this version cannot read",
        Party.Operator, "Upgrade this version, or let the newer one go on", OutcomeKnown: true, WayOut: WayOut.PortalSettings);

    private static AwsFailure Unforeseen(Exception exception) => new(
        null, $"{exception.GetType().Name}: {exception.Message}", RetryClass.Transient, $"The portal could not make the call ({exception.GetType().Name})",
        Party.Operator, "It checks again by itself; the log says more", OutcomeKnown: false);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Id}: the step {Step} was not sent, because {Because}")]
        public static partial void NotApproved(ILogger logger, Guid id, string step, string because);

        [LoggerMessage(2, LogLevel.Error, "{Id}: the step {Step} could not be sent")]
        public static partial void Unforeseen(ILogger logger, Exception exception, Guid id, string step);
    }
}

/// <param name="Failure">Only of what was refused.</param>
internal sealed record SendResult(SendOutcome Outcome, AwsFailure? Failure = null);
