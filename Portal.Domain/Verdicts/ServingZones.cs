using Portal.Domain.Provisioning;

namespace Portal.Domain.Verdicts;

/// <summary>What the health of zones means for what is served by them.</summary>
internal static class ServingZones
{
    /// <returns>None where each of them is healthy.</returns>
    public static Finding? Judge(IReadOnlyList<ZoneHealth> zones)
    {
        var (down, degraded, unknown) = (Count(HealthVerdict.Down), Count(HealthVerdict.Degraded), Count(HealthVerdict.Unknown));
        return zones.Count == 0 || unknown == zones.Count ? new(FindingKind.Unknown, "nothing is known of the targets")
            : down == zones.Count ? new(FindingKind.Down, zones.Count == 1 ? $"{zones[0].ZoneId} has no healthy target" : "no zone has a healthy target")
            : down > 0 ? new(FindingKind.Degraded, $"{Of(down)} no healthy target")
            : degraded > 0 ? new(FindingKind.Degraded, $"{Of(degraded)} unhealthy targets")
            : unknown > 0 ? new(FindingKind.Unknown, $"of {unknown} of {zones.Count} zones nothing is known")
            : null;

        int Count(HealthVerdict verdict) => zones.Count(zone => zone.Verdict == verdict);

        string Of(int some) => $"{some} of {zones.Count} zones {(some == 1 ? "has" : "have")}";
    }
}
