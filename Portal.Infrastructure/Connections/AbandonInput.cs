namespace Portal.Infrastructure.Connections;

/// <summary>What abandoning a connection needs.</summary>
/// <param name="Reason">Why nobody can end it in AWS any more; 1 to 2,000 characters.</param>
public sealed record AbandonInput(string? Reason);
