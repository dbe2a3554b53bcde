namespace Portal.Domain.Provisioning;

/// <summary>How well something is, zone by zone, and who says so.</summary>
/// <param name="Source">Who says so.</param>
public sealed record HealthReport(HealthVerdict Verdict, IReadOnlyList<ZoneHealth> Zones, string Source, DateTimeOffset? CheckedAt);
