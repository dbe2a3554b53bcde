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
