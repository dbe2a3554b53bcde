namespace Portal.Sandbox.Resources;

/// <summary>How a name server can fail whoever asks it.</summary>
internal enum DnsFailure
{
    /// <summary>It says that it could not find out (SERVFAIL).</summary>
    ServerFailure,

    /// <summary>It says that it does not want to tell (REFUSED).</summary>
    Refused,

    /// <summary>It says nothing at all.</summary>
    Silence,
}
