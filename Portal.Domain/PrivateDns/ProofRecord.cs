namespace Portal.Domain.PrivateDns;

/// <summary>The TXT record by which a provider proves a private DNS name to be theirs.</summary>
/// <param name="DnsName">The private DNS name; <c>*.example.com</c> stands for every name of the domain.</param>
/// <param name="Label">What AWS wants in front of the domain, for example <c>_6e86v84tqgqubxbwii1m</c>.</param>
/// <param name="Value">For example <c>vpce:l6p0ERxlTt45jevFwOCp</c>; AWS compares it letter by letter.</param>
public sealed record ProofRecord(string DnsName, string Label, string Value)
{
    public const string Type = "TXT";

    // A name of ordinary depth; whoever has a deeper one proves one of the lower domains.
    private const int MostDomains = 4;

    /// <summary>The domain that the name stands for.</summary>
    public string Domain => Canonical(DnsName.StartsWith("*.", StringComparison.Ordinal) ? DnsName[2..] : DnsName);

    /// <summary>The name that the record has in public DNS.</summary>
    public string FullName => FullNameIn(Domain);

    /// <summary>The domain, and those above it: a proof for one of these counts, too.</summary>
    public IReadOnlyList<string> Domains
    {
        get
        {
            var labels = Domain.Split('.');
            return [.. Enumerable.Range(0, Math.Max(1, labels.Length - 1)).Select(skipped => string.Join('.', labels[skipped..])).Take(MostDomains)];
        }
    }

    /// <summary>Where AWS accepts the value, the usual place first: below the label, or at the domain itself where its DNS takes no underscores.</summary>
    public IReadOnlyList<string> Places => [.. Domains.Select(FullNameIn), .. Domains];

    /// <summary>Where it ends up when the underscore is lost on the way.</summary>
    public IReadOnlyList<string> WithoutUnderscore => [.. Places.Take(Domains.Count).Where(name => name.StartsWith('_')).Select(name => name[1..])];

    /// <summary>Where it ends up when the DNS provider appends the domain to a name that has it already.</summary>
    public IReadOnlyList<string> Doubled => [.. Domains.Select(domain => $"{FullName}.{domain}")];

    /// <summary>Every name at which a look-up looks.</summary>
    public IReadOnlyList<string> Names => [.. Places.Concat(WithoutUnderscore).Concat(Doubled).Where(IsPossible).Distinct(StringComparer.Ordinal)];

    /// <summary>DNS names compare without case and without the final dot.</summary>
    public static string Canonical(string name) => name.Trim().TrimEnd('.').ToLowerInvariant();

    // AWS gives the label alone. Should it ever give the whole name, the domain is not to be in it twice.
    private string FullNameIn(string domain)
    {
        var label = Canonical(Label);
        return label.EndsWith($".{Domain}", StringComparison.Ordinal) ? $"{label[..^(Domain.Length + 1)]}.{domain}" : $"{label}.{domain}";
    }

    private static bool IsPossible(string name) => name.Length <= 253 && name.Split('.').All(label => label.Length is > 0 and <= 63);
}
