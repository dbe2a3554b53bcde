namespace Portal.Infrastructure.Connections;

/// <summary>What can be changed of a connection without changing what stands in AWS beyond its tags; members left out stay as they are.</summary>
public sealed record DescribeConnectionInput(string? Justification, IReadOnlyDictionary<string, string?>? Tags, string? ExternalReference);
