namespace Portal.Infrastructure.Data;

/// <summary>What kind of failure of the database something is, however it is wrapped.</summary>
public enum DatabaseFault
{
    /// <summary>None that is expected: a defect, or nothing of the database.</summary>
    None,

    /// <summary>Another commit came between: read again and decide anew.</summary>
    Race,

    /// <summary>Somebody else holds what is needed, or it takes too long: nothing was done.</summary>
    Busy,

    /// <summary>The connection is gone, or there is none to be had.</summary>
    Away,
}
