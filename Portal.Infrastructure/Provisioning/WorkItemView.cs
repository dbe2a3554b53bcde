using Portal.Domain.Audit;

namespace Portal.Infrastructure.Provisioning;

/// <summary>One piece of work as network admins read it.</summary>
/// <param name="KindText">The kind as a newer version of the portal has stored it; none where this one knows it.</param>
public sealed record WorkItemView(
    SubjectKind Kind, Guid Id, string Name, DateTimeOffset? DueAt, string? LeaseOwner, DateTimeOffset? LeaseUntil, DateTimeOffset? ObservedAt,
    int Failures, string? LastError, BlockedView? Blocked, string? KindText = null);
