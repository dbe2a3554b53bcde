using System.Text.Json.Serialization;

namespace Portal.Domain.PrivateDns;

/// <summary>What the portal found when it looked for a proof in public DNS itself. Only what AWS finds counts; this says why AWS finds nothing.</summary>
/// <param name="Name">The name that the record has to have.</param>
/// <param name="Expected">The value that it has to have.</param>
/// <param name="FoundAt">The name at which something was found; none when nothing was.</param>
/// <param name="Found">The values there.</param>
/// <param name="Detail">DNS's own word for a failure, or where an alias leads.</param>
/// <param name="Since">When just this was found first.</param>
public sealed record ProofLookup(
    DateTimeOffset At, ProofVerdict Verdict, string Name, string Expected, string? FoundAt, IReadOnlyList<string> Found, string? Detail = null,
    DateTimeOffset? Since = null)
{
    // Whoever publishes long texts at such a name is not shown all of them.
    private const int MostFound = 5;
    private const int LongestFound = 300;

    [JsonIgnore]
    public bool IsPublished => Verdict == ProofVerdict.Published;

    /// <summary>What was found, in one sentence for people.</summary>
    [JsonIgnore]
    public string Finding => ProofAdvice.FindingOf(this);

    /// <summary>What the provider should do now.</summary>
    [JsonIgnore]
    public string Advice => ProofAdvice.AdviceOf(this);

    /// <summary>Whether it was looked for just this.</summary>
    public bool IsOf(ProofRecord record) => Name == record.FullName && Expected == record.Value;

    /// <summary>Whether both found the same, whenever they looked.</summary>
    public bool SaysTheSame(ProofLookup? other) => other is not null && Verdict == other.Verdict && Name == other.Name && Expected == other.Expected
        && FoundAt == other.FoundAt && Detail == other.Detail && Found.SequenceEqual(other.Found, StringComparer.Ordinal);

    /// <summary>Keeps since when it has been so.</summary>
    public ProofLookup After(ProofLookup? before) => this with { Since = SaysTheSame(before) ? before!.Since ?? before.At : At };

    internal static ProofLookup Of(ProofRecord record, DateTimeOffset at, ProofVerdict verdict, DnsAnswer? answer) => new(
        at, verdict, record.FullName, record.Value, answer is { Kind: DnsAnswerKind.Records } or { Alias: not null } ? answer.Name : null,
        [.. (answer?.Values ?? []).Take(MostFound).Select(value => value.Length <= LongestFound ? value : value[..LongestFound] + "…")],
        answer?.Alias ?? answer?.Detail);
}
