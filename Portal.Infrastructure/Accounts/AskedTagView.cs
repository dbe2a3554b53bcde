namespace Portal.Infrastructure.Accounts;

/// <summary>A tag that is asked for in an account or of a team, as people read it.</summary>
/// <param name="Required">Whether requests and publications need it; otherwise a tag policy holds its values to something.</param>
/// <param name="Because">Who wants it, or what AWS said when it was learnt.</param>
/// <param name="LearntAt">When it was asked for.</param>
/// <param name="Values">The values that it may have; none where nobody has named any.</param>
public sealed record AskedTagView(string Key, bool Required, string Because, DateTimeOffset LearntAt, IReadOnlyList<string>? Values = null)
{
    /// <summary>Each key once: what several ask for has to content all of them.</summary>
    public static IReadOnlyList<AskedTagView> Merge(IEnumerable<AskedTagView> asked) =>
        [.. asked.GroupBy(tag => tag.Key, StringComparer.Ordinal).Select(same => same.Aggregate((one, other) => one.With(other)))
            .OrderBy(tag => tag.Key, StringComparer.Ordinal)];

    private AskedTagView With(AskedTagView other) => new(
        Key, Required || other.Required, $"{Because}; {other.Because}", LearntAt < other.LearntAt ? LearntAt : other.LearntAt,
        Values is null ? other.Values : other.Values is null ? Values : [.. Values.Intersect(other.Values, StringComparer.Ordinal)]);
}
