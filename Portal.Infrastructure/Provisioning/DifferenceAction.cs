namespace Portal.Infrastructure.Provisioning;

/// <summary>What can be done about a difference.</summary>
public enum DifferenceAction
{
    /// <summary>Put it back now.</summary>
    Repair,

    /// <summary>Propose the spec that wants what is there.</summary>
    Adopt,

    /// <summary>Leave it alone for a while.</summary>
    Ignore,
}
