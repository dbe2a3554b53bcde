using Portal.Domain.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>A sending that is written down and may now be made.</summary>
/// <param name="Age">How long ago it was first to be sent.</param>
internal sealed record Intent(Guid OperationId, Guid AttemptId, AwsScope Scope, StepRequest Request, TimeSpan Age);
