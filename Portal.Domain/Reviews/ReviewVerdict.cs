namespace Portal.Domain.Reviews;

/// <summary>What an approver says.</summary>
public enum ReviewVerdict
{
    Approve,
    Deny,
    RequestChanges,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
