using Portal.Domain.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Gathers what one look found, and since when something has not been there.</summary>
/// <param name="absentBefore">The absences that earlier looks have noted.</param>
/// <param name="ending">Whether the aggregate's objects are to be deleted.</param>
internal sealed class Sightings(OperationBook book, IReadOnlyDictionary<string, Absence>? absentBefore, DateTimeOffset now, bool ending)
{
    private readonly Dictionary<string, Absence> _absences = [];
    private readonly Dictionary<StepKey, string> _ids = [];

    /// <summary>What was not found, by the key of its creation.</summary>
    public IReadOnlyDictionary<string, Absence> Absences => _absences;

    public IReadOnlyDictionary<StepKey, string> Ids => _ids;

    /// <summary>Whether a call of ours is known to have made the object.</summary>
    public bool IsKnown(StepKey create) => Known(create) is not null;

    /// <param name="create">The key of the object's creation.</param>
    /// <param name="found">What AWS shows of it; several are ambiguous.</param>
    /// <param name="witness">What a second read says, where the first found nothing.</param>
    /// <param name="saysDeleted">Whether AWS shows it as deleted.</param>
    public Seen<T> Judge<T>(StepKey create, IReadOnlyList<T> found, Func<T, string> id, Witness witness = Witness.Silent, bool saysDeleted = false)
        where T : class
    {
        var known = Known(create);
        if (found is [var one])
        {
            _ids[create] = id(one);
        }
        else if (found.Count == 0 && book.Latest(create) is not null)
        {
            Note(create.Text);
        }

        return new Look<T>(
            found, found is [var present] ? id(present) : known?.ResultId, known?.ResolvedAt ?? known?.CreatedAt, _absences.GetValueOrDefault(create.Text)?.Since,
            witness, saysDeleted, book.DeletionAnswered(create), ending).Judge(now);
    }

    /// <summary>The same for an object that somebody else makes.</summary>
    /// <param name="key">What its absence is noted under.</param>
    /// <param name="since">When it was first looked for.</param>
    public Seen<T> JudgeForeign<T>(string key, T? found, string id, DateTimeOffset since, Witness witness)
        where T : class
    {
        if (found is null)
        {
            Note(key);
        }

        return new Look<T>(found is null ? [] : [found], id, since, _absences.GetValueOrDefault(key)?.Since, witness).Judge(now);
    }

    private Operation? Known(StepKey create) => book.Latest(create) is { Outcome: OperationOutcome.Succeeded } made ? made : null;

    private void Note(string key) => _absences[key] = Absence.After(absentBefore?.GetValueOrDefault(key), now);
}
