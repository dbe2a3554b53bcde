namespace Portal.Infrastructure.Security;

/// <summary>Why an invitation lets nobody in.</summary>
public enum InvitationProblem
{
    /// <summary>The portal has never made this link, or not as it came.</summary>
    NotOurs,

    /// <summary>Somebody has come in by it.</summary>
    Used,

    /// <summary>It was not used in time.</summary>
    Expired,

    /// <summary>Who made it, or another network admin, took it back; or its team is closed.</summary>
    Withdrawn,
}
