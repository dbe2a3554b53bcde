using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Operations;

/// <summary>
/// The filters that one listing of EC2 knows, beside <c>tag:Key</c> and <c>tag-key</c> which all know. The tags are those under the row's id,
/// or under another id where the caller may not see the tags that its owner gave it.
/// </summary>
internal sealed class FilterSet<T>(Func<Call, T, string?>? taggedId = null) where T : IEntity
{
    private readonly Dictionary<string, Func<Call, T, IEnumerable<string?>>> _known = new(StringComparer.Ordinal);

    /// <summary>Every filter by name, but for those of tags.</summary>
    public IEnumerable<string> Names => _known.Keys;

    public FilterSet<T> On(string name, Func<Call, T, string?> value) => OnAny(name, (call, row) => [value(call, row)]);

    public FilterSet<T> OnAny(string name, Func<Call, T, IEnumerable<string?>> values)
    {
        _known.Add(name, values);
        return this;
    }

    /// <summary>Reads the request's filters; a row passes if, for every filter, one of its values matches.</summary>
    public Func<T, bool> Read(Call call)
    {
        var wanted = call.Parameters.Items("Filter").Select(filter => (Values: Find(filter.Required("Name")), Patterns: filter.Texts("Value"))).ToList();
        return row => wanted.All(
            filter => filter.Values(call, row).Any(value => value is not null && filter.Patterns.Any(pattern => Glob.Matches(pattern, value))));
    }

    private Func<Call, T, IEnumerable<string?>> Find(string name)
    {
        if (name.StartsWith("tag:", StringComparison.Ordinal))
        {
            var key = name["tag:".Length..];
            return (call, row) => [TagsOf(call, row).GetValueOrDefault(key)];
        }

        return name == "tag-key"
            ? (call, row) => TagsOf(call, row).Keys
            : _known.GetValueOrDefault(name) ?? throw new AwsError("InvalidParameterValue", $"The filter '{name}' is invalid");
    }

    private IReadOnlyDictionary<string, string> TagsOf(Call call, T row) => call.Tags(taggedId is null ? row.Id : taggedId(call, row) ?? "");
}
