namespace Portal.Sandbox.Identities.Policies;

/// <summary>What policies say to a request; what none of them mentions is denied without a word.</summary>
internal enum Verdict
{
    NotAllowed,
    Allowed,
    Denied,

    /// <summary>The organisation denies it to the whole account.</summary>
    DeniedByOrganization,
}
