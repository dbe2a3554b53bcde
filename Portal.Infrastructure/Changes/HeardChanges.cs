namespace Portal.Infrastructure.Changes;

/// <summary>The changes that were heard last, in their order: tells what has changed since a read was begun.</summary>
internal sealed class HeardChanges
{
    // A shared read lives for seconds; of what is older than this many changes it counts as changed.
    private const int Kept = 1_024;

    private readonly Lock _lock = new();
    private readonly IReadOnlyList<string>[] _tags = new IReadOnlyList<string>[Kept];
    private long _heard;
    private long _allChanged;

    /// <summary>How many were heard.</summary>
    public long Position
    {
        get
        {
            lock (_lock)
            {
                return _heard;
            }
        }
    }

    /// <param name="tags">None when anything may have changed.</param>
    public void Add(IReadOnlyList<string>? tags)
    {
        lock (_lock)
        {
            _tags[_heard % Kept] = tags ?? [];
            _heard++;
            _allChanged = tags is null ? _heard : _allChanged;
        }
    }

    /// <summary>Whether something with one of these tags has been heard since that position.</summary>
    public bool Any(IReadOnlySet<string> tags, long since)
    {
        lock (_lock)
        {
            if (since < _allChanged || _heard - since > Kept)
            {
                return true;
            }

            for (var position = since; position < _heard; position++)
            {
                if (tags.Overlaps(_tags[position % Kept]))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
