using System.Collections;
using System.Text.Json;
using Portal.Domain;

namespace Portal.Infrastructure.Data;

/// <summary>The members of an enum that a list is filtered by, in their order and each once; none of them filters nothing.</summary>
public sealed class ChosenWords<T> : IReadOnlyList<T>, IEquatable<ChosenWords<T>>
    where T : struct, Enum
{
    private readonly T[] _chosen;

    public ChosenWords(params IEnumerable<T> chosen) => _chosen = [.. chosen.Distinct().Order()];

    public int Count => _chosen.Length;

    public T this[int index] => _chosen[index];

    /// <returns>None where nothing is chosen.</returns>
    public string? Write() => Count == 0 ? null : string.Join(',', _chosen.Select(word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString())));

    public IEnumerator<T> GetEnumerator() => _chosen.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(ChosenWords<T>? other) => other is not null && _chosen.AsSpan().SequenceEqual(other._chosen);

    public override bool Equals(object? obj) => Equals(obj as ChosenWords<T>);

    public override int GetHashCode() => _chosen.Aggregate(0, HashCode.Combine);
}

/// <summary>Reads them.</summary>
public static class ChosenWords
{
    /// <summary>As they stand in an address, with commas between; what is no word of ours filters nothing.</summary>
    public static ChosenWords<T> Read<T>(string? text)
        where T : struct, Enum => string.IsNullOrEmpty(text)
            ? new()
            : new(text.Split(',', StringSplitOptions.TrimEntries).Select(EnumWords.Read<T>).OfType<T>());
}
