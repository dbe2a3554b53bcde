namespace Portal.Domain.PrivateDns;

/// <summary>How a question to public DNS went.</summary>
public enum DnsAnswerKind
{
    /// <summary>There are records.</summary>
    Records,

    /// <summary>The name is there, but has no such record.</summary>
    NoRecord,

    /// <summary>There is no such name (NXDOMAIN).</summary>
    NoName,

    /// <summary>The name server answered, but could not or would not tell (SERVFAIL, REFUSED).</summary>
    Failed,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer,
}
