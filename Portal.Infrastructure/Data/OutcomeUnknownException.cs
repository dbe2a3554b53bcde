namespace Portal.Infrastructure.Data;

/// <summary>The connection broke while the change was being committed, so that nobody knows whether it was.</summary>
public sealed class OutcomeUnknownException(bool hasKey, Exception inner) : Exception(
    "The portal's database went away while this was being stored: it may have been done. "
    + (hasKey ? "Look before you repeat it, or repeat it with the same Idempotency-Key." : "Look before you repeat it."), inner);
