using System.Text.RegularExpressions;

namespace Portal.Domain.PrivateDns;

/// <summary>Compares what public DNS answered with what AWS wants to find, and names the mistake: a pure function.</summary>
public static partial class ProofDiagnosis
{
    private static readonly char[] Quotes = ['"', '\'', '\u201C', '\u201D'];

    /// <param name="answers">To the names of <see cref="ProofRecord.Names"/>, or to as many of them as were asked.</param>
    public static ProofLookup Of(ProofRecord record, IEnumerable<DnsAnswer> answers, DateTimeOffset at)
    {
        var byName = answers.GroupBy(answer => ProofRecord.Canonical(answer.Name)).ToDictionary(group => group.Key, group => group.First());
        var (verdict, answer) = Published(record, byName)
            ?? Misplaced(record, byName)
            ?? Misspelt(record, byName)
            ?? Instead(record, byName)
            ?? Nothing(record, byName);
        return ProofLookup.Of(record, at, verdict, answer);
    }

    private static (ProofVerdict, DnsAnswer)? Published(ProofRecord record, Dictionary<string, DnsAnswer> answers) =>
        Answers(record.Places, answers).FirstOrDefault(answer => answer.Values.Contains(record.Value)) is { } found ? (ProofVerdict.Published, found) : null;

    private static (ProofVerdict, DnsAnswer)? Misplaced(ProofRecord record, Dictionary<string, DnsAnswer> answers) =>
        Answers(record.WithoutUnderscore, answers).FirstOrDefault(answer => Has(record, answer)) is { } lost ? (ProofVerdict.UnderscoreLost, lost)
        : Answers(record.Doubled, answers).FirstOrDefault(answer => Has(record, answer)) is { } doubled ? (ProofVerdict.DomainDoubled, doubled)
        : null;

    private static (ProofVerdict, DnsAnswer)? Misspelt(ProofRecord record, Dictionary<string, DnsAnswer> answers)
    {
        foreach (var answer in Answers(record.Places, answers))
        {
            if (answer.Values.Select(value => Misspelling(value, record.Value)).FirstOrDefault(mistake => mistake is not null) is { } mistake)
            {
                return (mistake, answer);
            }
        }

        return null;
    }

    private static ProofVerdict? Misspelling(string found, string expected)
    {
        var trimmed = found.Trim();
        var unquoted = trimmed.Trim(Quotes).Trim();
        var bare = unquoted.TrimEnd('.').Trim();
        return !bare.Equals(expected, StringComparison.OrdinalIgnoreCase) ? null
            : unquoted != trimmed ? ProofVerdict.Quoted
            : found.Length != expected.Length ? ProofVerdict.Padded
            : ProofVerdict.CaseChanged;
    }

    /// <summary>Something else at the record's own name. What stands at a domain itself is nobody's mistake.</summary>
    private static (ProofVerdict, DnsAnswer)? Instead(ProofRecord record, Dictionary<string, DnsAnswer> answers)
    {
        foreach (var answer in Answers(record.Places.Take(record.Domains.Count), answers))
        {
            if (answer.Alias is not null && answer.Values.Count == 0)
            {
                return (ProofVerdict.Alias, answer);
            }

            if (answer.Values.Count > 0)
            {
                return (answer.Values.Any(value => ProofForm().IsMatch(value)) ? ProofVerdict.OtherProof : ProofVerdict.OtherText, answer);
            }
        }

        return null;
    }

    private static (ProofVerdict, DnsAnswer?) Nothing(ProofRecord record, Dictionary<string, DnsAnswer> answers) =>
        answers.GetValueOrDefault(record.FullName) is { } answer
            ? (answer.Kind switch
            {
                DnsAnswerKind.NoAnswer => ProofVerdict.NoAnswer,
                DnsAnswerKind.Failed => ProofVerdict.Failed,
                DnsAnswerKind.NoName => ProofVerdict.NoName,
                _ => ProofVerdict.NoRecord,
            }, answer)
            : (ProofVerdict.NoAnswer, null);

    private static IEnumerable<DnsAnswer> Answers(IEnumerable<string> names, Dictionary<string, DnsAnswer> answers) =>
        names.Select(answers.GetValueOrDefault).OfType<DnsAnswer>();

    private static bool Has(ProofRecord record, DnsAnswer answer) =>
        answer.Values.Any(value => value == record.Value || Misspelling(value, record.Value) is not null);

    [GeneratedRegex(@"^[\s""']*vpce:[A-Za-z0-9]{16,64}[\s""'.]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProofForm();
}
