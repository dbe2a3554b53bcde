namespace Portal.Domain.Provisioning;

/// <summary>What becomes of a difference if nobody decides.</summary>
public enum DifferencePolicy
{
    /// <summary>Stored by a newer version of the portal.</summary>
    Unknown = -1,

    /// <summary>The portal puts it back, after it has been shown for the grace period.</summary>
    Repair,

    /// <summary>It adds to what is the portal's: it stays, and is shown.</summary>
    Show,
}
