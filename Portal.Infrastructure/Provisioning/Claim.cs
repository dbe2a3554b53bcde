using Portal.Domain.Audit;

namespace Portal.Infrastructure.Provisioning;

/// <summary>A reconciler's hold on one piece of work.</summary>
/// <param name="Fence">Rises with every claim; what carries an older one is refused.</param>
/// <param name="Wakes">The wake-ups counted when it was claimed.</param>
public sealed record Claim(SubjectKind Kind, Guid Id, long Fence, long Wakes);
