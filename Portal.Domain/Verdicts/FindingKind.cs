namespace Portal.Domain.Verdicts;

/// <summary>What kind of thing was found of something that lives; the gravest comes first.</summary>
public enum FindingKind
{
    /// <summary>No step can go on until a person acts.</summary>
    Blocked,

    /// <summary>Nothing serves it.</summary>
    Down,

    /// <summary>Why it is where it is: who cut it off and why, or what AWS shows.</summary>
    Because,

    /// <summary>A person's turn, or what the portal is doing.</summary>
    Turn,

    /// <summary>A part of it serves.</summary>
    Degraded,

    /// <summary>Others have changed it in AWS.</summary>
    Changed,

    /// <summary>It ends by itself at a known time.</summary>
    Ending,

    /// <summary>Its private DNS name is not proved to AWS.</summary>
    Unproved,

    /// <summary>What the portal should know and does not.</summary>
    Unknown,

    /// <summary>What nobody measures.</summary>
    Unmeasured,
}
