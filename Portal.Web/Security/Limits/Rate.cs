using System.Threading.RateLimiting;

namespace Portal.Web.Security.Limits;

/// <summary>How often each of many may do something in a minute; whoever has not done it for a while takes no memory.</summary>
/// <param name="who">How they are called where one of them is refused.</param>
/// <param name="isOfAddresses">Whether they are addresses, and nobody that the portal knows.</param>
internal sealed class Rate<T>(string who, int most, bool isOfAddresses = false) : IDisposable
    where T : notnull
{
    private readonly PartitionedRateLimiter<T> _limiter = PartitionedRateLimiter.Create<T, T>(
        one => RateLimitPartition.GetTokenBucketLimiter(one, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = most,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / most,
            QueueLimit = 0,
        }));

    private TimeSpan Period => TimeSpan.FromMinutes(1) / most;

    /// <returns>None when it may be done.</returns>
    public TooMany? Spend(T one)
    {
        using var lease = _limiter.AttemptAcquire(one);
        return lease.IsAcquired ? null : Refused(lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Period);
    }

    /// <summary>Whether there is no room left; takes none.</summary>
    public TooMany? Look(T one) => _limiter.GetStatistics(one) is { CurrentAvailablePermits: < 1 } ? Refused(Period) : null;

    public void Dispose() => _limiter.Dispose();

    private TooMany Refused(TimeSpan after) => new(who, most, after, isOfAddresses);
}
