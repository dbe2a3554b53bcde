namespace Portal.Infrastructure.Connections;

/// <summary>What cutting a connection off needs.</summary>
/// <param name="Reason">What the consumer is told; 1 to 2,000 characters.</param>
public sealed record CutOffInput(string? Reason);
