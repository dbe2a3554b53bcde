namespace Portal.Domain.Provisioning;

/// <summary>What is known of an intended call.</summary>
public enum OperationOutcome
{
    /// <summary>Written down; nothing was sent, or what was sent has not been answered.</summary>
    Open,

    /// <summary>AWS said yes, or the effect was seen.</summary>
    Succeeded,

    /// <summary>It is known never to have happened.</summary>
    NeverHappened,

    /// <summary>It can no longer take effect and is no longer wanted; what stands was looked at since.</summary>
    Lapsed,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
