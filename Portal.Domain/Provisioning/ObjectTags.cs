namespace Portal.Domain.Provisioning;

/// <summary>
/// Compares the tags of an aggregate's objects with what is asked for. Which of them the portal has set is told by its own operations: whatever else stands
/// there is somebody else's, and stays.
/// </summary>
/// <param name="typed">What people have typed as tags.</param>
/// <param name="subjectTag">The tag that carries the aggregate's id.</param>
public sealed class ObjectTags(
    IReadOnlyDictionary<string, string> typed, OperationHistory history, Guid installationId, string subjectTag, Guid subjectId, DateTimeOffset now)
{
    /// <param name="create">The creation that made the object.</param>
    /// <param name="set">The step that sets its tags; its opposite removes them.</param>
    /// <param name="name">How people read what it is.</param>
    /// <param name="seen">All its tags, as AWS shows them; none where they were not read.</param>
    /// <returns>None when nothing differs, or the object is not known to be the portal's.</returns>
    public TagDifference? Compare(StepKey create, StepKey set, string id, string name, IReadOnlyDictionary<string, string>? seen)
    {
        if (seen is null || history.LastSucceeded(create) is not { } creation || creation.ResultId != id)
        {
            return null;
        }

        var changes = Changes(creation, set);
        var given = Given(creation, changes);
        var wanted = Wanted(creation.Id, given, seen, name);
        var missing = wanted.Keys.Where(key => !seen.ContainsKey(key)).ToList();
        var other = wanted.Keys.Where(key => seen.TryGetValue(key, out var value) && value != wanted[key]).ToDictionary(key => key, key => seen[key]);
        var left = given.Where(tag => !wanted.ContainsKey(tag.Key) && !PortalTags.IsOwn(tag.Key) && seen.GetValueOrDefault(tag.Key) == tag.Value)
            .ToDictionary();
        var nothingToSet = missing.Count + other.Count == 0 || (changes.Count + left.Count == 0 && MayNotShowYet(creation, wanted));
        return (nothingToSet, left.Count) switch
        {
            (true, 0) => null,
            (true, _) => new(id, new Dictionary<string, string>(), [], new Dictionary<string, string>(), left),
            _ => new(id, wanted, missing, other, left),
        };
    }

    /// <summary>What was done to the object's tags since it was made, or may have been, in that order.</summary>
    private List<TagsCall> Changes(Operation creation, StepKey set) =>
    [
        .. history.Operations
            .Where(operation => operation.CreatedAt >= creation.CreatedAt && (operation.Key == set || operation.Key == set.Opposite)
                && MayHaveHappened(operation))
            .OrderBy(operation => operation.CreatedAt).ThenBy(operation => operation.Id)
            .Select(operation => operation.Request?.Value?.Call as TagsCall).OfType<TagsCall>(),
    ];

    /// <summary>What the portal has set on the object so far, or may have.</summary>
    private static Dictionary<string, string> Given(Operation creation, IEnumerable<TagsCall> changes)
    {
        var given = (creation.Request?.Value?.Tags ?? new Dictionary<string, string>()).ToDictionary();
        foreach (var change in changes)
        {
            foreach (var (key, value) in change.Tags)
            {
                if (change.Removes)
                {
                    given.Remove(key);
                }
                else
                {
                    given[key] = value;
                }
            }
        }

        return given;
    }

    private static bool MayHaveHappened(Operation operation) => operation.Outcome == OperationOutcome.Succeeded
        || (operation.Request?.Value?.Call is TagsCall { Removes: false }
            && operation is { LastSentAt: not null, Outcome: not OperationOutcome.NeverHappened });

    private SortedDictionary<string, string> Wanted(
        Guid creationId, Dictionary<string, string> given, IReadOnlyDictionary<string, string> seen, string name)
    {
        var wanted = new SortedDictionary<string, string>(typed.ToDictionary(), StringComparer.Ordinal)
        {
            [PortalTags.Installation] = installationId.ToString(),
            [subjectTag] = subjectId.ToString(),
            [PortalTags.Operation] = creationId.ToString(),
        };
        // A name that somebody else has given it since is theirs; so is the namelessness of what older versions of the portal made.
        if (given.TryGetValue(AwsTags.Name, out var last) && (seen.GetValueOrDefault(AwsTags.Name) ?? last) == last)
        {
            wanted.TryAdd(AwsTags.Name, AwsTags.Readable(name));
        }

        return wanted;
    }

    /// <summary>Whether it was made with just these tags a moment ago: AWS's reads lag behind its writes.</summary>
    private bool MayNotShowYet(Operation creation, SortedDictionary<string, string> wanted) =>
        now - (creation.ResolvedAt ?? creation.CreatedAt) < EventualConsistency.Window
        && creation.Request?.Value?.Tags is { } made && wanted.All(tag => made.GetValueOrDefault(tag.Key) == tag.Value);
}
