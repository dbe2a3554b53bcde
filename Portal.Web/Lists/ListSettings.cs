using Portal.Infrastructure.Lists;

namespace Portal.Web.Lists;

/// <summary>How a list is shown to the person who looks at it, and how that is changed.</summary>
/// <param name="Name">Which list it is, as it is remembered.</param>
/// <param name="Choice">What the address says, and where that says nothing, what the person chose last.</param>
/// <param name="Filters">The filters of the address, as they stand there; none where everything is shown.</param>
/// <param name="ChooseAsync">Shows the list so from now on, and remembers it.</param>
public sealed record ListSettings(string Name, ListChoice Choice, string? Filters, Func<ListChoice, Task> ChooseAsync)
{
    public const string Compact = "compact";
    public const string Comfortable = "comfortable";

    /// <summary>Of a list that is part of a page about something else: it comes as it comes, and nothing of it is remembered.</summary>
    public static ListSettings Fixed { get; } = new("", ListChoice.None, null, _ => Task.CompletedTask);

    public bool IsFixed => Name.Length == 0;

    public bool IsCompact => Choice.Density == Compact;

    /// <summary>Whether the list opens with just these filters.</summary>
    public bool OpensSo => Choice.Filters == Filters;
}
