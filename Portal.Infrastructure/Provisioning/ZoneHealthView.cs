namespace Portal.Infrastructure.Provisioning;

/// <param name="ZoneName">What the account of the zone calls it; none to whoever may not see that account.</param>
public sealed record ZoneHealthView(string ZoneId, HealthVerdict Verdict, string Reason, string? ZoneName = null);
