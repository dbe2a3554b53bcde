using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Provisioning;

/// <summary>How what is compares to what is wanted, and when AWS was last looked at.</summary>
public sealed record SyncView(SyncState State, DateTimeOffset? ObservedAt);
