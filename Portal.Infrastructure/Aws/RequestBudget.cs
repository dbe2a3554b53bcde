using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Sends mutating calls at the pace that AWS takes in each account and region, so that hardly any is refused for being too many.</summary>
/// <remarks>
/// One job at a time works in an account and region, so one process sends most of its calls; what others send into the same account, and what AWS takes less
/// than is believed, shows itself by a refusal: then nothing is sent until there is room again.
/// </remarks>
public sealed class RequestBudget(IOptions<AwsOptions> options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(AwsScope Scope, string Action), Pace?> _paces = new();

    /// <summary>Counts a call that is about to be sent.</summary>
    /// <param name="who">Keeps its place in the line until it comes again.</param>
    /// <returns>None when it may be sent now; otherwise when its turn comes.</returns>
    public TimeSpan? Take(AwsScope scope, string action, Guid who) => PaceOf(scope, action)?.Take(who, clock.GetUtcNow());

    /// <summary>Gives a place in the line up.</summary>
    public void Leave(AwsScope scope, string action, Guid who) => PaceOf(scope, action)?.Leave(who);

    /// <summary>AWS took less than was thought: whatever is in the line waits until there is room again.</summary>
    public void Overdrawn(AwsScope scope, string action) => PaceOf(scope, action)?.Empty(clock.GetUtcNow());

    /// <summary>For a call that was not sent because its turn has not come.</summary>
    public static AwsFailure NotYet(string action, TimeSpan turn) => new(
        null, $"The call of {action} waits for its turn.", RetryClass.Throttled, $"AWS takes only so many calls of {action} a second in this account",
        Party.Aws, "None; the portal sends it when its turn comes", OutcomeKnown: true, RetryAfter: turn);

    private Pace? PaceOf(AwsScope scope, string action) => _paces.GetOrAdd(
        (scope, action),
        key => options.Value.RequestRates.FirstOrDefault(rate => rate.Names(key.Action)) is { } rate ? new Pace(rate, clock.GetUtcNow()) : null);

    /// <summary>A bucket of tokens with a line of those that wait for one, first come, first served.</summary>
    private sealed class Pace(RequestRate rate, DateTimeOffset since)
    {
        /// <summary>Whoever has not come by then has no place any more.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly Lock _one = new();
        private readonly Dictionary<Guid, DateTimeOffset> _line = [];
        private double _tokens = rate.AtOnce;
        private readonly DateTimeOffset _since = since;
        private DateTimeOffset _at = since;

        public TimeSpan? Take(Guid who, DateTimeOffset now)
        {
            lock (_one)
            {
                Refill(now);
                var place = _line.TryGetValue(who, out var turn) ? turn : DateTimeOffset.MaxValue;
                var ahead = _line.Count(other => other.Key != who && other.Value < place);
                if (_tokens >= ahead + 1)
                {
                    _line.Remove(who);
                    _tokens--;
                    return null;
                }

                _line[who] = NextLot(now.AddSeconds((ahead + 1 - _tokens) / rate.PerSecond));
                return _line[who] - now;
            }
        }

        /// <summary>Turns come in small lots, so that those whose turn it is are observed together; no lot is so large that tokens would be lost.</summary>
        private DateTimeOffset NextLot(DateTimeOffset turn)
        {
            var lot = TimeSpan.FromSeconds(Math.Clamp(rate.AtOnce / 2 / rate.PerSecond, 1, 10));
            // What a lot is but for the rounding of fractions belongs to it.
            return _since + (lot * Math.Ceiling(((turn - _since) / lot) - 0.001)) + TimeSpan.FromMilliseconds(5);
        }

        public void Leave(Guid who)
        {
            lock (_one)
            {
                _line.Remove(who);
            }
        }

        public void Empty(DateTimeOffset now)
        {
            lock (_one)
            {
                Refill(now);
                _tokens = Math.Min(_tokens, 0);
            }
        }

        private void Refill(DateTimeOffset now)
        {
            var seconds = Math.Max(0, (now - _at).TotalSeconds);
            (_tokens, _at) = (Math.Min(rate.AtOnce, _tokens + (seconds * rate.PerSecond)), now > _at ? now : _at);
            foreach (var (gone, _) in _line.Where(one => now - one.Value > Patience).ToList())
            {
                _line.Remove(gone);
            }
        }
    }
}
