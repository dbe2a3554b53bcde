using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Throttling;

/// <summary>Counts calls into token buckets. What is in them is forgotten at a restart: they would be full again soon anyway.</summary>
internal sealed class Throttle
{
    private readonly Dictionary<(string Scope, string Region, string Action), Level> _levels = [];

    /// <exception cref="AwsError">A bucket of the account or of its organisation is empty.</exception>
    public void Take(SandboxThrottling settings, AwsApi api, string action, string region, string accountId, string? organizationId, DateTimeOffset now)
    {
        if (!settings.Enabled || settings.Buckets.FirstOrDefault(bucket => Names(bucket, api, action)) is not { } bucket)
        {
            return;
        }

        var own = Fill((accountId, region, action), bucket.Size, bucket.PerSecond, now);
        var shared = organizationId is not null && bucket is { OrganizationSize: { } size, OrganizationPerSecond: { } rate }
            ? Fill((organizationId, region, action), size, rate, now)
            : null;
        if (own.Tokens < 1 || shared?.Tokens < 1)
        {
            throw api.IsEc2 ? new AwsError("RequestLimitExceeded", "Request limit exceeded.", 503) : new AwsError("Throttling", "Rate exceeded");
        }

        own.Tokens--;
        if (shared is not null)
        {
            shared.Tokens--;
        }
    }

    private static bool Names(RequestBucket bucket, AwsApi api, string action) =>
        bucket.Service == api.Service && (!bucket.Mutating || !AwsApi.IsReading(action)) && bucket.Actions.Any(pattern => Glob.Matches(pattern, action));

    private Level Fill((string, string, string) key, double size, double perSecond, DateTimeOffset now)
    {
        if (!_levels.TryGetValue(key, out var level))
        {
            return _levels[key] = new() { Tokens = size, At = now };
        }

        var seconds = Math.Max(0, (now - level.At).TotalSeconds);
        (level.Tokens, level.At) = (Math.Min(size, level.Tokens + (seconds * perSecond)), now);
        return level;
    }

    private sealed class Level
    {
        public double Tokens { get; set; }

        public DateTimeOffset At { get; set; }
    }
}
