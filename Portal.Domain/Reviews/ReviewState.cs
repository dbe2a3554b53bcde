namespace Portal.Domain.Reviews;

/// <summary>How a round of approval stands.</summary>
public enum ReviewState
{
    Open,
    Approved,
    Denied,
    ChangesRequested,

    /// <summary>The subject, its effects or the policy changed; what was decided no longer counts.</summary>
    Void,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
