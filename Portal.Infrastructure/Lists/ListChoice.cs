namespace Portal.Infrastructure.Lists;

/// <summary>How somebody wants to see a list: each part as it stands in an address, none where they want it as it comes.</summary>
public sealed record ListChoice(string? Sort = null, string? Columns = null, string? Density = null, string? Filters = null)
{
    public static ListChoice None { get; } = new();
}
