using Portal.Domain.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Gathers what one look found, and counts how often something was not there.</summary>
internal sealed class Sightings(OperationBook book, IReadOnlyDictionary<string, int> absentBefore, DateTimeOffset now)
{
    private readonly Dictionary<string, int> _absent = [];
    private readonly Dictionary<StepKey, string> _ids = [];

    public IReadOnlyDictionary<string, int> AbsentLooks => _absent;

    public IReadOnlyDictionary<StepKey, string> Ids => _ids;

    /// <param name="create">The key of the object's creation.</param>
    /// <param name="found">What AWS shows of it; several are ambiguous.</param>
    public Seen<T> Judge<T>(StepKey create, IReadOnlyList<T> found, Func<T, string> id)
        where T : class
    {
        var known = book.Latest(create) is { Outcome: OperationOutcome.Succeeded } made ? made : null;
        if (found is [var one])
        {
            _ids[create] = id(one);
        }
        else if (found.Count == 0 && book.Latest(create) is not null)
        {
            // Several looks of one run see the same moment: they count once.
            _absent[create.Text] = absentBefore.GetValueOrDefault(create.Text) + 1;
        }

        return new Look<T>(found, known?.ResolvedAt ?? known?.CreatedAt, _absent.GetValueOrDefault(create.Text), book.DeletionSent(create)).Judge(now);
    }

    /// <summary>The same for an object that somebody else makes.</summary>
    /// <param name="key">What its absences are counted under.</param>
    /// <param name="since">When it was first looked for.</param>
    public Seen<T> JudgeForeign<T>(string key, T? found, DateTimeOffset since)
        where T : class
    {
        if (found is null)
        {
            _absent[key] = absentBefore.GetValueOrDefault(key) + 1;
        }

        return new Look<T>(found is null ? [] : [found], since, _absent.GetValueOrDefault(key), DeletionSent: false).Judge(now);
    }
}
