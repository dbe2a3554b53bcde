namespace Portal.Domain.Accounts;

/// <summary>How far the portal's hold on an AWS account has come.</summary>
public enum AccountStage
{
    /// <summary>Entered; nobody has proved yet that it is theirs.</summary>
    Registered,

    /// <summary>The portal has assumed the role, and was refused without the external id; or its own people have signed the portal's challenge in it.</summary>
    Proven,

    /// <summary>The role can no longer be assumed.</summary>
    AccessLost,

    /// <summary>No longer used; whoever registers it again has to prove it again.</summary>
    Retired,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
