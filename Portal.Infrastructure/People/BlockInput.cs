namespace Portal.Infrastructure.People;

/// <summary>Why somebody is let in no more.</summary>
public sealed record BlockInput(string? Reason);
