namespace Portal.Web.SignIn;

/// <summary>Why nobody was signed in.</summary>
public enum SignInProblemKind
{
    /// <summary>The provider knows the person, and the portal has nothing for them to do.</summary>
    NoRole,

    /// <summary>A network admin has blocked the person.</summary>
    Blocked,

    /// <summary>The person came by an invitation that lets nobody in.</summary>
    Invitation,

    /// <summary>The provider's metadata cannot be read.</summary>
    ProviderAway,

    /// <summary>The person, or the provider, said no.</summary>
    Refused,

    /// <summary>What came back was not asked for by this browser, is too old, or does not prove what it says.</summary>
    Unproven,
}
