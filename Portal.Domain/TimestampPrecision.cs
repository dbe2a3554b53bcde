namespace Portal.Domain;

/// <summary>Times as the portal keeps them: in UTC, to the millisecond. What is hashed for approval has to be what is kept.</summary>
public static class TimestampPrecision
{
    public static DateTimeOffset ToMilliseconds(this DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
