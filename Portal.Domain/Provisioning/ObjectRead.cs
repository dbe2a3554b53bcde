namespace Portal.Domain.Provisioning;

/// <summary>One read of one AWS object, and what is known of it from before.</summary>
/// <param name="Found">What AWS listed and is ours; several are ambiguous.</param>
/// <param name="KnownId">The id or ARN of the object that a call of ours made; none if no call is known to have.</param>
/// <param name="KnownSince">When it was made.</param>
/// <param name="AbsentSince">The first of the reads in a row, this one included, that did not find it.</param>
/// <param name="SeenBefore">Whether AWS has shown it since it was made: then its absence is no delay of AWS's, however young it is.</param>
/// <param name="SaysDeleted">Whether AWS itself shows the object as deleted: that needs no second read.</param>
/// <param name="DeletionAnswered">Whether AWS has said yes to a deletion of ours.</param>
/// <param name="Ending">Whether it is to be deleted: then nothing but an answered deletion, or AWS's own word, proves that it is gone.</param>
public sealed record ObjectRead<T>(
    IReadOnlyList<T> Found, string? KnownId, DateTimeOffset? KnownSince, DateTimeOffset? AbsentSince,
    Witness Witness = Witness.Silent, bool SaysDeleted = false, bool DeletionAnswered = false, bool Ending = false,
    bool SeenBefore = false)
    where T : class
{
    public Observed<T> Judge(DateTimeOffset now) => Found switch
    {
        [var one] => new(Presence.Present, one, KnownId),
        [_, ..] => new(Presence.Ambiguous),
        _ when KnownSince is null => new(Presence.NeverMade),
        _ when SaysDeleted || (Witness == Witness.Absent && (DeletionAnswered || HasBeenAbsent(now))) => new(Presence.Gone, null, KnownId),
        _ when !DeletionAnswered && !SeenBefore && now - KnownSince < EventualConsistency.Window => new(Presence.NotYetVisible, null, KnownId),
        _ => new(Presence.Doubtful, null, KnownId),
    };

    /// <summary>An absence counts from when the object was made: what was not there before says nothing of it.</summary>
    private bool HasBeenAbsent(DateTimeOffset now) =>
        !Ending && AbsentSince is { } since && now - (since > KnownSince ? since : KnownSince) >= EventualConsistency.Window;
}
