namespace Portal.Infrastructure.Pages;

/// <summary>How much waits for a person.</summary>
public sealed record MenuCounts(int YourReviews);
