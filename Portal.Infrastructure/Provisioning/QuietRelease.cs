using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>A release that changes nothing that people see: what was observed has only become newer.</summary>
public sealed record QuietRelease(Release Release, string Observation, DateTimeOffset ObservedAt, long ObservedGeneration, WorkConditions Conditions);
