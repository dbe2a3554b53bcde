using System.Collections;

namespace Portal.Infrastructure.Tests.Validation;

/// <summary>A list that counts how often one of its items was looked at: what a check costs, without a clock.</summary>
internal sealed class CountedList<T>(IReadOnlyList<T> items) : IReadOnlyList<T>
{
    public int Looks { get; private set; }

    /// <summary>Told before each look.</summary>
    public Action<int> Looking { get; init; } = _ => { };

    public int Count => items.Count;

    public T this[int index] => Look(index);

    public IEnumerator<T> GetEnumerator() => Enumerable.Range(0, items.Count).Select(Look).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T Look(int index)
    {
        Looking(++Looks);
        return items[index];
    }
}
