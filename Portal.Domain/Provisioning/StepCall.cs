namespace Portal.Domain.Provisioning;

/// <summary>
/// What a step says to AWS, in our own words; stored before it is sent and replayed as it was stored. Tags, token and name come from the operation.
/// </summary>
[StoredVariants("$call")]
public abstract record StepCall;
