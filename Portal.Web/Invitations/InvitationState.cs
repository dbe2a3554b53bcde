namespace Portal.Web.Invitations;

/// <summary>Which invitations a list shows.</summary>
public enum InvitationState
{
    /// <summary>Those by which somebody can still come.</summary>
    Open,

    /// <summary>Those that were used, have expired or were withdrawn, too.</summary>
    All,
}
