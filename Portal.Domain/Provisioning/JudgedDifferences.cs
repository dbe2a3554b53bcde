namespace Portal.Domain.Provisioning;

/// <summary>The differences that one observation shows, and which of them are to be repaired now.</summary>
public sealed class JudgedDifferences
{
    /// <summary>As many as people look at; more of them, as of a group with thousands of foreign targets, are shown when these have been decided.</summary>
    public const int MostShown = 200;

    private readonly HashSet<string> _repaired = [];
    private readonly Dictionary<string, Difference> _all = [];

    public JudgedDifferences(IEnumerable<Difference> differences, DifferenceTolerance tolerance, DateTimeOffset now)
    {
        List<StandingDifference> shown = [];
        foreach (var difference in differences)
        {
            _all[difference.Key] = difference;
            var (standing, isRepaired) = tolerance.Judge(difference, now);
            if (isRepaired)
            {
                _repaired.Add(difference.Key);
            }

            if (standing is not null && shown.Count < MostShown)
            {
                shown.Add(standing);
            }
        }

        Shown = shown;
    }

    public IReadOnlyList<StandingDifference> Shown { get; }

    /// <summary>Whether something differs that nobody wants left alone.</summary>
    public bool IsDrifted => Shown.Any(one => one.IgnoredUntil is null);

    /// <summary>Whether the difference is there and is to be put back now.</summary>
    public bool Repairs(string key) => _repaired.Contains(key);

    /// <summary>What the history says of a step that repairs a difference: what was there before.</summary>
    public IReadOnlyDictionary<string, string?>? Details(params IEnumerable<string> keys)
    {
        var repaired = keys.Where(key => Shown.Any(one => one.Key == key)).Select(key => _all[key]).ToList();
        return repaired.Count == 0 ? null : new Dictionary<string, string?>
        {
            ["difference"] = string.Join("; ", repaired.Select(one => one.What)),
            ["before"] = string.Join("; ", repaired.Select(one => one.Found ?? "nothing")),
            ["after"] = string.Join("; ", repaired.Select(one => one.Wanted ?? "nothing")),
        };
    }
}
