namespace Portal.Domain.Provisioning;

/// <summary>What a person wants done about a difference.</summary>
public enum DifferenceVerdict
{
    /// <summary>Stored by a newer version of the portal.</summary>
    Unknown = -1,

    /// <summary>Put it back now.</summary>
    Repair,

    /// <summary>Leave it alone until a moment.</summary>
    Ignore,
}
