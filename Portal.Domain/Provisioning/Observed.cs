using System.Text.Json.Serialization;

namespace Portal.Domain.Provisioning;

/// <summary>What repeated observation has shown of one AWS object.</summary>
public enum Presence
{
    /// <summary>No call of ours has made it, and none of ours is found.</summary>
    NeverMade,

    /// <summary>Made moments ago and not visible yet; AWS's reads lag behind its writes.</summary>
    NotYetVisible,

    Present,

    /// <summary>It was there and is not found at the moment; absence is not deletion.</summary>
    Doubtful,

    /// <summary>AWS has said so, or it has been absent for the consistency window and a second, different read does not show it either.</summary>
    Gone,

    /// <summary>Several objects carry our tags; a person has to say which one is meant.</summary>
    Ambiguous,
}

/// <summary>An AWS object together with how sure we are of it.</summary>
/// <param name="Id">The id or ARN that AWS gave it, where one is known; also of an object that is not found at the moment.</param>
public sealed record Observed<T>([property: JsonPropertyName("sight")] Presence Presence, T? Value = null, string? Id = null)
    where T : class
{
    [JsonIgnore]
    public bool IsPresent => Presence == Presence.Present;

    /// <summary>Whether creating it (again) makes no second one.</summary>
    [JsonIgnore]
    public bool MayBeCreated => Presence is Presence.NeverMade or Presence.Gone;
}

/// <summary>What holds for every look.</summary>
public static class Look
{
    /// <summary>How long AWS's reads may lag behind its writes ("up to a few minutes", EC2 eventual consistency).</summary>
    public static readonly TimeSpan ConsistencyWindow = TimeSpan.FromMinutes(5);
}

/// <summary>What a second read, different from the one that does not find an object, says of it: a list by tag, the other side's view, or what refers to it.</summary>
public enum Witness
{
    /// <summary>Nothing was asked, or what was asked gave no answer.</summary>
    Silent,

    /// <summary>It does not show the object either.</summary>
    Absent,

    /// <summary>It still shows the object, or something that lives still names it.</summary>
    Present,
}

/// <summary>How long an object has not been found without a break.</summary>
/// <param name="Since">The first look that did not find it.</param>
/// <param name="LastAt">The latest such look: of what lies between two looks that are far apart nothing is known.</param>
public sealed record Absence(DateTimeOffset Since, DateTimeOffset LastAt)
{
    // What rests is looked at every few minutes; a longer gap means that nobody looked.
    private static readonly TimeSpan LongestGap = Look.ConsistencyWindow * 2;

    /// <summary>The absence as it stands after another look that found nothing.</summary>
    public static Absence After(Absence? before, DateTimeOffset now) =>
        before is null || now - before.LastAt > LongestGap ? new(now, now) : before with { LastAt = now };
}

/// <summary>One look at one AWS object, and what is known of it from before.</summary>
/// <param name="Found">What AWS listed and is ours; several are ambiguous.</param>
/// <param name="KnownId">The id or ARN of the object that a call of ours made; none if no call is known to have.</param>
/// <param name="KnownSince">When it was made.</param>
/// <param name="AbsentSince">The first of the looks in a row, this one included, that did not find it.</param>
/// <param name="SaysDeleted">Whether AWS itself shows the object as deleted: that needs no second look.</param>
/// <param name="DeletionAnswered">Whether AWS has said yes to a deletion of ours.</param>
/// <param name="Ending">Whether it is to be deleted: then nothing but an answered deletion, or AWS's own word, proves that it is gone.</param>
public sealed record Look<T>(
    IReadOnlyList<T> Found, string? KnownId, DateTimeOffset? KnownSince, DateTimeOffset? AbsentSince,
    Witness Witness = Witness.Silent, bool SaysDeleted = false, bool DeletionAnswered = false, bool Ending = false)
    where T : class
{
    public Observed<T> Judge(DateTimeOffset now) => Found switch
    {
        [var one] => new(Presence.Present, one, KnownId),
        [_, ..] => new(Presence.Ambiguous),
        _ when KnownSince is null => new(Presence.NeverMade),
        _ when SaysDeleted || (Witness == Witness.Absent && (DeletionAnswered || HasBeenAbsent(now))) => new(Presence.Gone, null, KnownId),
        _ when !DeletionAnswered && now - KnownSince < Look.ConsistencyWindow => new(Presence.NotYetVisible, null, KnownId),
        _ => new(Presence.Doubtful, null, KnownId),
    };

    /// <summary>An absence counts from when the object was made: what was not there before says nothing of it.</summary>
    private bool HasBeenAbsent(DateTimeOffset now) =>
        !Ending && AbsentSince is { } since && now - (since > KnownSince ? since : KnownSince) >= Look.ConsistencyWindow;
}
