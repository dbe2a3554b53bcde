using Portal.Sandbox.Operations;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>The parameters of a call as they were sent. Looking at them here does not count as having understood them.</summary>
internal sealed class SentParameters(Call call)
{
    public IReadOnlyList<KeyValuePair<string, string>> All { get; } = [.. call.Parameters.All()];

    public string? Text(string name) => All.FirstOrDefault(pair => pair.Key == name).Value is { Length: > 0 } value ? value : null;

    /// <summary>The texts of a list, <c>Name.1</c> or <c>Name.member.1</c>.</summary>
    public IEnumerable<string> Texts(string name) => All
        .Where(pair => pair.Value.Length > 0 && pair.Key.StartsWith(name + ".", StringComparison.Ordinal) && char.IsAsciiDigit(pair.Key[^1])
            && pair.Key[(name.Length + 1)..].Replace("member.", "", StringComparison.Ordinal).All(char.IsAsciiDigit))
        .Select(pair => pair.Value);

    /// <summary>Whether it asks for certain resources, rather than for all of a kind.</summary>
    public bool NamesResources => All.Any(pair =>
        !pair.Key.StartsWith("Filter.", StringComparison.Ordinal) && pair.Key.Split('.')[0] is var name
        && (name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Arn", StringComparison.Ordinal) || name.EndsWith("Arns", StringComparison.Ordinal)
            || name is "Names" or "ServiceName"));

    public bool Has(string prefix) => All.Any(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal));

    public bool IsTrue(string name) => Text(name)?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;
}
