namespace Portal.Infrastructure.Provisioning;

/// <param name="Source">Who says so.</param>
public sealed record HealthView(HealthVerdict Verdict, IReadOnlyList<ZoneHealthView> Zones, string Source, DateTimeOffset? CheckedAt);
