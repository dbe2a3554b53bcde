namespace Portal.Web.Lists;

/// <summary>The rows of a list that somebody has chosen, on whichever page of it, as they saw them last.</summary>
public sealed class ListSelection<T>(Func<T, string> key)
    where T : class
{
    /// <summary>So many are done one after the other while somebody waits.</summary>
    public const int Most = 200;

    private readonly Dictionary<string, T> _chosen = new(StringComparer.Ordinal);

    public IReadOnlyCollection<T> Items => _chosen.Values;

    public int Count => _chosen.Count;

    public bool IsFull => _chosen.Count >= Most;

    public bool Has(T item) => _chosen.ContainsKey(key(item));

    public void Choose(T item, bool isChosen)
    {
        if (!isChosen)
        {
            _chosen.Remove(key(item));
        }
        else if (!IsFull)
        {
            _chosen[key(item)] = item;
        }
    }

    /// <summary>What has been read anew is what they see now.</summary>
    public void Refresh(IEnumerable<T> read)
    {
        foreach (var item in read.Where(Has))
        {
            _chosen[key(item)] = item;
        }
    }

    public void Clear() => _chosen.Clear();
}
