namespace Portal.Domain.Accounts;

/// <summary>What a person may do in the whole portal.</summary>
public enum PortalRole
{
    /// <summary>Decides on every request and sees operations.</summary>
    NetworkAdmin,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
