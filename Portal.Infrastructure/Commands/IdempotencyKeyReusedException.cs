namespace Portal.Infrastructure.Commands;

/// <summary>An Idempotency-Key was used before for another request.</summary>
public sealed class IdempotencyKeyReusedException()
    : Exception("This Idempotency-Key was used for another request within the last 24 hours. Use a new key for a new request.");
