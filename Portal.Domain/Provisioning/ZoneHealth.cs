namespace Portal.Domain.Provisioning;

/// <summary>How well something is in one Availability Zone, and why that is said.</summary>
/// <param name="ZoneName">What the account of the zone calls it; none to whoever may not see that account.</param>
public sealed record ZoneHealth(string ZoneId, HealthVerdict Verdict, string Reason, string? ZoneName = null);
