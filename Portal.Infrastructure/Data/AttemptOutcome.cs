namespace Portal.Infrastructure.Data;

/// <summary>How one sending ended.</summary>
public enum AttemptOutcome
{
    /// <summary>Handed to the network; no reply was recorded. What a newer version of the portal wrote is read as this, too: the careful answer.</summary>
    Unknown,
    Succeeded,
    Refused,

    /// <summary>The lease was too short, and nothing was sent.</summary>
    NotSent,
}
