using Portal.Infrastructure.Audit;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of the history shows.</summary>
/// <param name="Subjects">What the subjects are called, by their ids.</param>
public sealed record AuditPageSnapshot(IReadOnlyList<AuditView> Rows, string? Next, IReadOnlyDictionary<string, string> Subjects);
