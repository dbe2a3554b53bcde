namespace Portal.Infrastructure.Provisioning;

public sealed record ZoneHealthView(string ZoneId, HealthVerdict Verdict, string Reason);
