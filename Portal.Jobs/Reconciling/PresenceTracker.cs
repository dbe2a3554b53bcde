using Portal.Domain.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Gathers what one run found, and since when something has not been there.</summary>
/// <param name="absentBefore">The absences that earlier runs have noted.</param>
internal sealed class PresenceTracker(IReadOnlyDictionary<string, Absence>? absentBefore)
{
    private readonly Dictionary<string, Absence> _absences = [];
    private readonly Dictionary<StepKey, string> _ids = [];
    private OperationHistory _book = OperationHistory.Empty;
    private DateTimeOffset _now;
    private bool _ending;

    /// <summary>What was not found, by the key of its creation.</summary>
    public IReadOnlyDictionary<string, Absence> Absences => _absences;

    public IReadOnlyDictionary<StepKey, string> Ids => _ids;

    /// <summary>Begins another observation of the same run: what is not observed again stays as it was found.</summary>
    /// <param name="ending">Whether the aggregate's objects are to be deleted.</param>
    /// <param name="isWhole">Whether everything is observed again.</param>
    public void Begin(OperationHistory history, DateTimeOffset now, bool ending, bool isWhole)
    {
        (_book, _now, _ending) = (history, now, ending);
        if (isWhole)
        {
            _absences.Clear();
            _ids.Clear();
        }
    }

    /// <summary>Whether a call of ours is known to have made the object.</summary>
    public bool IsKnown(StepKey create) => Known(create) is not null;

    /// <param name="create">The key of the object's creation.</param>
    /// <param name="found">What AWS shows of it; several are ambiguous.</param>
    /// <param name="witness">What a second read says, where the first found nothing.</param>
    /// <param name="saysDeleted">Whether AWS shows it as deleted.</param>
    public Observed<T> Judge<T>(StepKey create, IReadOnlyList<T> found, Func<T, string> id, Witness witness = Witness.Silent, bool saysDeleted = false)
        where T : class
    {
        var known = Known(create);
        _ids.Remove(create);
        if (found is [var one])
        {
            _ids[create] = id(one);
        }

        Note(create.Text, found.Count == 0 && _book.Latest(create) is not null);
        return new ObjectRead<T>(
            found, found is [var present] ? id(present) : known?.ResultId, known?.ResolvedAt ?? known?.CreatedAt,
            _absences.GetValueOrDefault(create.Text)?.Since,
            witness, saysDeleted, _book.DeletionAnswered(create), _ending, SeenBefore: known?.EffectSeenAt is not null).Judge(_now);
    }

    /// <summary>The same for an object that somebody else makes.</summary>
    /// <param name="key">What its absence is noted under.</param>
    /// <param name="since">When it was first looked for.</param>
    public Observed<T> JudgeForeign<T>(string key, T? found, string id, DateTimeOffset since, Witness witness)
        where T : class
    {
        Note(key, found is null);
        return new ObjectRead<T>(found is null ? [] : [found], id, since, _absences.GetValueOrDefault(key)?.Since, witness).Judge(_now);
    }

    private Operation? Known(StepKey create) => _book.Latest(create) is { Outcome: OperationOutcome.Succeeded } made ? made : null;

    private void Note(string key, bool isAbsent)
    {
        var before = _absences.GetValueOrDefault(key) ?? absentBefore?.GetValueOrDefault(key);
        _absences.Remove(key);
        if (isAbsent)
        {
            _absences[key] = Absence.After(before, _now);
        }
    }
}
