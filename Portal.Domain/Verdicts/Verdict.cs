using System.Text.Json.Serialization;

namespace Portal.Domain.Verdicts;

/// <summary>
/// How a connection or a service stands, from its stage, what is in its way, the health of what serves it, what others have changed, and its end:
/// the same on every page and in the API.
/// </summary>
/// <param name="Stage">The stage in words.</param>
/// <param name="Findings">The gravest first.</param>
/// <param name="AsOf">By which time an end is near or far.</param>
public sealed record Verdict(
    VerdictLevel Level, [property: JsonIgnore] string Stage, IReadOnlyList<Finding> Findings, [property: JsonIgnore] DateTimeOffset AsOf)
{
    /// <summary>An end that is nearer than this is worth a look.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>The stage with the gravest finding: "Available, degraded: 1 of 2 zones has no healthy target".</summary>
    public string Summary => SummaryAt(AsOf);

    /// <summary>The same as it is said at another time.</summary>
    public string SummaryAt(DateTimeOffset now) => Findings is [var gravest, ..] ? Stage + gravest.Phrase(now) : Stage;

    /// <summary>Puts the gravest finding first, and judges by what there is.</summary>
    internal static Verdict Of(VerdictLevel stageLevel, string stage, IEnumerable<Finding?> findings, DateTimeOffset now)
    {
        List<Finding> found = [.. findings.OfType<Finding>().OrderBy(finding => finding.Kind)];
        return new(Judge(stageLevel, found, now), stage, found, now);
    }

    private static VerdictLevel Judge(VerdictLevel stage, List<Finding> findings, DateTimeOffset now) =>
        stage is VerdictLevel.Over or VerdictLevel.Unknown ? stage
        : stage == VerdictLevel.Bad || findings.Exists(finding => finding.Kind is FindingKind.Blocked or FindingKind.Down) ? VerdictLevel.Bad
        : stage != VerdictLevel.Well ? stage
        : findings.Exists(finding => IsWorthALook(finding, now)) ? VerdictLevel.Attention
        : findings.Exists(finding => finding.Kind == FindingKind.Unknown) ? VerdictLevel.Unknown
        : VerdictLevel.Well;

    private static bool IsWorthALook(Finding finding, DateTimeOffset now) =>
        finding.Kind is FindingKind.Degraded or FindingKind.Changed or FindingKind.Unproved || (finding.Kind == FindingKind.Ending && finding.At - now <= Soon);
}
