namespace Portal.Domain.Reviews;

/// <summary>What a review decides on.</summary>
public enum ReviewPurpose
{
    /// <summary>A connection that is asked for.</summary>
    Connect,

    /// <summary>Another end for a live connection.</summary>
    Extend,

    /// <summary>A change of a live connection.</summary>
    Change,

    /// <summary>A change of a published service that touches live connections.</summary>
    ChangeService,

    /// <summary>An endpoint that somebody has made by hand, and that the portal is to take over as a connection.</summary>
    Adopt,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
