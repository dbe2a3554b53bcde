namespace Portal.Domain.Connections;

/// <summary>Whose the portal's tags on an endpoint say that it is.</summary>
public enum TagOwner
{
    /// <summary>It carries none of them.</summary>
    Nobody,

    ThisConnection,

    /// <summary>Another connection, a service, or another installation of the portal.</summary>
    Other,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
