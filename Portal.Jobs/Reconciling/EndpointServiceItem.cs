using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>A service that this worker has claimed.</summary>
internal sealed class EndpointServiceItem(Claim claim, WorkConditions before, string? storedObservation) : WorkItem(claim, before, storedObservation)
{
    private readonly HashSet<string> _touchedListeners = [];
    private readonly HashSet<StepKey> _sent = [];

    public EndpointService Service { get; set; } = null!;

    /// <summary>What had been wanted when it was last observed as a whole.</summary>
    public long ObservedGeneration { get; init; }

    public EndpointServiceWanted Wanted { get; set; } = null!;

    public EndpointServiceObservation? Observation { get; set; }

    /// <summary>The newest observation, of this run or an earlier one.</summary>
    public EndpointServiceObservation? Newest => Observation ?? Stored;

    public EndpointServiceObservation? Stored { get; } = Observations.Read<EndpointServiceObservation>(storedObservation);

    public AwsScope Scope => Service.Spec.Scope;

    public bool IsEnding => Service.Stage == EndpointServiceStage.Withdrawing;

    public override void Touch(StepKey key)
    {
        base.Touch(key);
        _sent.Add(key);
        if (key.Part is { } part)
        {
            _touchedListeners.Add(part.Split('/')[0]);
        }
    }

    /// <summary>Whether a call since the last observation concerned the listener's parts.</summary>
    public bool IsTouched(string listenerPart) => _touchedListeners.Contains(listenerPart);

    /// <summary>Whether just this call was made since the last observation.</summary>
    public bool IsTouched(StepKey key) => _sent.Contains(key);

    public void ForgetTouched()
    {
        _touchedListeners.Clear();
        _sent.Clear();
    }

    /// <summary>The id or ARN of what a call of ours is known to have made.</summary>
    public string? KnownId(StepKey create) => History.Latest(create) is { Outcome: OperationOutcome.Succeeded, ResultId: { } id } ? id : null;

    /// <summary>By ARN once a call of ours is known to have made it; by the derived name as long as none is, because one may have.</summary>
    public string NameOrArn(Guid installationId, StepKey create) => History.Latest(create) switch
    {
        { Outcome: OperationOutcome.Succeeded, ResultId: { } arn } => arn,
        { Outcome: OperationOutcome.Open } open => AwsNames.Derive(installationId, Service.Id, create, open.Generation),
        var last => AwsNames.Derive(installationId, Service.Id, create, (last?.Generation ?? 0) + 1),
    };
}
