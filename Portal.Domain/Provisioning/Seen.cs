using System.Text.Json.Serialization;

namespace Portal.Domain.Provisioning;

/// <summary>What repeated looking has shown of one AWS object.</summary>
public enum Sight
{
    /// <summary>No call of ours has made it, and none of ours is found.</summary>
    NeverMade,

    /// <summary>Made moments ago and not visible yet; AWS's reads lag behind its writes.</summary>
    NotYetVisible,

    Present,

    /// <summary>It was there and one look did not find it; absence is not deletion.</summary>
    Doubtful,

    /// <summary>It was there, and AWS has said twice that it no longer is.</summary>
    Gone,

    /// <summary>Several objects carry our tags; a person has to say which one is meant.</summary>
    Ambiguous,
}

/// <summary>An AWS object together with how sure we are of it.</summary>
public sealed record Seen<T>(Sight Sight, T? Value = null)
    where T : class
{
    [JsonIgnore]
    public bool IsPresent => Sight == Sight.Present;

    /// <summary>Whether creating it (again) makes no second one.</summary>
    [JsonIgnore]
    public bool MayBeCreated => Sight is Sight.NeverMade or Sight.Gone;
}

/// <summary>What holds for every look.</summary>
public static class Look
{
    /// <summary>How long AWS's reads may lag behind its writes ("up to a few minutes", EC2 eventual consistency).</summary>
    public static readonly TimeSpan ConsistencyWindow = TimeSpan.FromMinutes(5);
}

/// <summary>One look at one AWS object, and what is known of it from before.</summary>
/// <param name="Found">What AWS listed and is ours; several are ambiguous.</param>
/// <param name="KnownSince">When a call of ours made it; none if no call is known to have.</param>
/// <param name="AbsentLooks">How many looks in a row, this one included, did not find it (or found it deleted).</param>
/// <param name="DeletionSent">Whether a deletion of ours has been answered.</param>
public sealed record Look<T>(IReadOnlyList<T> Found, DateTimeOffset? KnownSince, int AbsentLooks, bool DeletionSent)
    where T : class
{
    public Seen<T> Judge(DateTimeOffset now) => Found switch
    {
        [var one] => new(Sight.Present, one),
        [_, ..] => new(Sight.Ambiguous),
        _ when KnownSince is null => new(Sight.NeverMade),
        _ when AbsentLooks >= 2 && (DeletionSent || now - KnownSince >= Look.ConsistencyWindow) => new(Sight.Gone),
        _ when !DeletionSent && now - KnownSince < Look.ConsistencyWindow => new(Sight.NotYetVisible),
        _ => new(Sight.Doubtful),
    };
}
