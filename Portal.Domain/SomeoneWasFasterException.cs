namespace Portal.Domain;

/// <summary>Somebody else changed the subject since the page was read, so the decision was not taken.</summary>
public sealed class SomeoneWasFasterException(string subject)
    : DomainException($"Someone was faster: {subject} has changed since you read it. Look at its present state and decide again.");
