namespace Portal.Domain.Provisioning;

/// <summary>What to do about a call that AWS refused or did not answer.</summary>
public enum RetryClass
{
    /// <summary>AWS works on the object; look again soon.</summary>
    Busy,

    /// <summary>Too many calls; back off.</summary>
    Throttled,

    /// <summary>Just made and not visible yet.</summary>
    NotYetVisible,

    /// <summary>Something that hangs on it has to go first; look again at a short fixed interval.</summary>
    Dependency,

    /// <summary>AWS or the network failed; the outcome may be unknown.</summary>
    Transient,

    /// <summary>A person has to change something.</summary>
    UserFix,

    /// <summary>A quota is used up: a person raises it or makes room. It is tried again at a slow pace, and when the portal itself has made room.</summary>
    Quota,

    /// <summary>It can never succeed as it was asked.</summary>
    Terminal,
}
