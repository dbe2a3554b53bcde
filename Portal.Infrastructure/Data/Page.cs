namespace Portal.Infrastructure.Data;

/// <summary>A page of a list, newest first, and where to go on.</summary>
/// <param name="Next">An opaque cursor; none at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
