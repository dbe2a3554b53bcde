namespace Portal.Web.Shared;

/// <summary>What a state means to whoever looks: the one thing that colours follow.</summary>
internal enum Tone
{
    /// <summary>Over, or nothing to say.</summary>
    Quiet,

    /// <summary>The portal or AWS is at work.</summary>
    Moving,

    /// <summary>People have to act.</summary>
    Turn,

    Good,

    /// <summary>Works, but not as it should.</summary>
    Doubtful,

    Bad,
}
