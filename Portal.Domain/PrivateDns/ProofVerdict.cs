namespace Portal.Domain.PrivateDns;

/// <summary>What the portal's own look-up of a proof has come to.</summary>
public enum ProofVerdict
{
    /// <summary>A word of a newer version of the portal.</summary>
    Unknown = -1,

    /// <summary>The record is there as AWS wants it.</summary>
    Published,

    /// <summary>There is no such name.</summary>
    NoName,

    /// <summary>The name is there, but has no TXT record.</summary>
    NoRecord,

    /// <summary>The value stands at the name without its underscore.</summary>
    UnderscoreLost,

    /// <summary>The DNS provider has appended the domain to a name that had it already.</summary>
    DomainDoubled,

    /// <summary>The quotes are part of the value.</summary>
    Quoted,

    /// <summary>Letters of the value have become small or capital ones.</summary>
    CaseChanged,

    /// <summary>The value has a dot or white space at an end.</summary>
    Padded,

    /// <summary>A value of the right form, of another service or account.</summary>
    OtherProof,

    /// <summary>TXT records that are no proof at all.</summary>
    OtherText,

    /// <summary>The name is a CNAME that leads to no TXT record.</summary>
    Alias,

    /// <summary>The name server could not or would not tell.</summary>
    Failed,

    /// <summary>Nobody answered in time.</summary>
    NoAnswer,
}
