namespace Portal.Infrastructure.Aws;

/// <summary>Leave to send one mutating call once, for one stored attempt of an operation.</summary>
/// <param name="LeaseRemaining">How long the sender still owns the aggregate, by a clock that only goes forward.</param>
public sealed record SendPermit(Guid OperationId, Guid AttemptId, Func<TimeSpan> LeaseRemaining);
