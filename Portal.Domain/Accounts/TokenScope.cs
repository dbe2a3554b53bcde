namespace Portal.Domain.Accounts;

/// <summary>What a program may do with a person's token: never more than the person.</summary>
public enum TokenScope
{
    /// <summary>Read.</summary>
    Read,

    /// <summary>Request connections, change and delete them.</summary>
    Request,

    /// <summary>Decide on reviews and on endpoints that nobody asked for; cut off and restore.</summary>
    Decide,

    /// <summary>Publish services, change and withdraw them.</summary>
    Publish,

    /// <summary>What belongs to accounts and to the whole portal.</summary>
    Admin,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
