using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;

namespace Portal.Jobs.Reconciling;

/// <summary>Sends one step: inside what was approved, written down before, recorded after.</summary>
internal sealed class StepSender(OperationLog log, StepGateway gateway)
{
    /// <returns>None when AWS said yes.</returns>
    /// <exception cref="LeaseLostException">Another worker has the aggregate.</exception>
    public async Task<AwsFailure?> SendAsync(Lease lease, Situation situation, PlanStep step)
    {
        if (!situation.Approved.Contains(step.Effect))
        {
            return new(null, $"The step {step.Key} is outside the approved effects.", RetryClass.UserFix,
                $"The plan wants \"{step.Summary}\", which nobody has approved", Party.Operator, "Report this: a plan must stay within what was approved", OutcomeKnown: true);
        }

        var intent = await log.IntendAsync(lease.Claim, situation, step, lease.Token);
        try
        {
            var reply = await gateway.SendAsync(intent.Scope, intent.Request, new SendPermit(intent.OperationId, intent.AttemptId, () => lease.Remaining), lease.Token);
            await log.SucceededAsync(situation, step, intent, reply);
            return null;
        }
        catch (AwsCallException refusal)
        {
            await log.RefusedAsync(situation, step, intent, refusal, sent: refusal.WasSent);
            return refusal.Failure;
        }
    }
}
