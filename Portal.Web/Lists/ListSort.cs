using Portal.Infrastructure.Data;

namespace Portal.Web.Lists;

/// <summary>An order that a list can be shown in.</summary>
/// <param name="Key">How it stands in an address.</param>
/// <param name="Text">In words, such as "newest first".</param>
public sealed record ListSort(string Key, string Text)
{
    /// <summary>What every list by time has.</summary>
    public static IReadOnlyList<ListSort> ByTime { get; } = [new("newest", "newest first"), new("oldest", "oldest first")];

    /// <summary>What is asked of the database by one of them.</summary>
    public static ListOrder OrderOf(string? key) => key == "oldest" ? ListOrder.Oldest : ListOrder.Newest;

    /// <summary>The same, for the heading of a column.</summary>
    public static IReadOnlyList<string> Times { get; } = ["newest", "oldest"];
}
