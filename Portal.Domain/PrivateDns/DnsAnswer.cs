namespace Portal.Domain.PrivateDns;

/// <summary>What public DNS said when it was asked for the TXT records of one name.</summary>
/// <param name="Values">Each record as one text, however many strings it was sent in.</param>
/// <param name="Alias">Where the name leads instead, when it is a CNAME.</param>
/// <param name="Detail">DNS's own word for a failure.</param>
public sealed record DnsAnswer(string Name, DnsAnswerKind Kind, IReadOnlyList<string> Values, string? Alias = null, string? Detail = null);
