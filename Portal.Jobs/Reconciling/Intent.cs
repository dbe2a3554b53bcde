using Portal.Domain.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>A sending that is written down and may now be made.</summary>
internal sealed record Intent(Guid OperationId, Guid AttemptId, AwsScope Scope, StepRequest Request);
