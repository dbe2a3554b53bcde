namespace Portal.Domain.Verdicts;

/// <summary>How something stands, at a glance.</summary>
public enum VerdictLevel
{
    /// <summary>Works, and nothing known speaks against it.</summary>
    Well,

    /// <summary>The portal or AWS is at work on it; nobody has to act.</summary>
    Moving,

    /// <summary>A person's turn.</summary>
    Turn,

    /// <summary>Works, and somebody should look at it: part of it is down, it was changed by others, or it ends soon.</summary>
    Attention,

    /// <summary>Does not work, or cannot go on until a person acts.</summary>
    Bad,

    /// <summary>Has ended.</summary>
    Over,

    /// <summary>Nobody can tell.</summary>
    Unknown,
}
