namespace Portal.Infrastructure.Security;

/// <summary>The actor may see the subject, and may not do this to it.</summary>
public sealed class AccessRefusedException(string message) : Exception(message);

/// <summary>There is no such subject, or the actor may not know that there is.</summary>
public sealed class SubjectNotFoundException(string what) : Exception($"There is no such {what}.")
{
    public string What { get; } = what;
}

/// <summary>An Idempotency-Key was used before for another request.</summary>
public sealed class IdempotencyKeyReusedException()
    : Exception("This Idempotency-Key was used for another request within the last 24 hours. Use a new key for a new request.");
