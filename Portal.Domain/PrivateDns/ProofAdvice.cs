namespace Portal.Domain.PrivateDns;

/// <summary>Says in words what a look-up has found, and what to do about it.</summary>
internal static class ProofAdvice
{
    private const string Elsewhere = "delete the one that is there";

    public static string FindingOf(ProofLookup found) => found.Verdict switch
    {
        ProofVerdict.Published when found.FoundAt == found.Name => "The TXT record is there, with the value that AWS wants.",
        ProofVerdict.Published => $"The value that AWS wants is at {found.FoundAt}, which counts as well.",
        ProofVerdict.NoName => $"Public DNS knows no name {found.Name}.",
        ProofVerdict.NoRecord => $"{found.Name} is in public DNS, but has no TXT record.",
        ProofVerdict.UnderscoreLost => $"The value is at {found.FoundAt}: the underscore in front has been lost.",
        ProofVerdict.DomainDoubled => $"The value is at {found.FoundAt}: the domain is in the name twice.",
        ProofVerdict.Quoted => "The quotes have become part of the value.",
        ProofVerdict.CaseChanged => "Capital and small letters of the value have been changed; AWS compares it letter by letter.",
        ProofVerdict.Padded => "The value has a dot or white space at an end.",
        ProofVerdict.OtherProof => "The TXT record has a value of the right form, but it is that of another service or account.",
        ProofVerdict.OtherText => "There is a TXT record, but with another text.",
        ProofVerdict.Alias => $"{found.FoundAt} is a CNAME to {found.Detail}, where there is no TXT record.",
        ProofVerdict.Failed => $"The name servers of the domain could not tell{(found.Detail is null ? "" : $": they answered {found.Detail}")}.",
        ProofVerdict.NoAnswer => "No name server answered in time.",
        _ => "What was found is in the words of a newer version of the portal.",
    };

    public static string AdviceOf(ProofLookup found) => found.Verdict switch
    {
        ProofVerdict.Published => "Nothing is left to do: the portal has AWS look for it.",
        ProofVerdict.NoName => $"Make the TXT record. If you just did: DNS may take from minutes to hours until everybody sees it.",
        ProofVerdict.NoRecord => "Make the TXT record at that name; a record of another type does not count.",
        ProofVerdict.UnderscoreLost => $"Make the record anew as {found.Name}, and {Elsewhere}. If your DNS provider takes no underscores, "
            + "make it at the domain itself, without anything in front.",
        ProofVerdict.DomainDoubled => $"Make the record anew, and {Elsewhere}: enter the name with a dot at its end, or only the part before your zone's name.",
        ProofVerdict.Quoted => "Enter the value without quotes: your DNS provider adds them by itself.",
        ProofVerdict.CaseChanged => "Enter the value exactly as it is shown here. If your DNS provider changes it, ask them to keep it.",
        ProofVerdict.Padded => "Enter the value exactly as it is shown here, with nothing before or after it.",
        ProofVerdict.OtherProof => "Add this service's value beside it, or put it in its place: one name can have several values.",
        ProofVerdict.OtherText => "Add the value that is shown here: one name can have several values.",
        ProofVerdict.Alias => "Delete the CNAME and make a TXT record in its place.",
        ProofVerdict.Failed => "Check that the domain's name servers work and answer for it; the portal looks again by itself.",
        ProofVerdict.NoAnswer => "Check that the domain's name servers can be reached; the portal looks again by itself. "
            + "If it finds no name at all, its own way to DNS is to be mended.",
        _ => "Look at it in the newer version of the portal.",
    };
}
