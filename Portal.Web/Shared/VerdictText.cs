using Portal.Domain.Verdicts;

namespace Portal.Web.Shared;

/// <summary>Findings as sentences of their own.</summary>
internal static class VerdictText
{
    /// <summary>"Degraded: 1 of 2 zones has no healthy target".</summary>
    public static string Of(Finding finding, DateTimeOffset now) => DisplayText.Capitalized(finding.Phrase(now).TrimStart(',', ':', ';', ' '));
}
