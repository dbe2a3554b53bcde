using System.Globalization;
using Portal.Domain.Audit;

namespace Portal.Domain.Provisioning;

/// <summary>What people have decided on the differences of one object.</summary>
public sealed record DifferenceDecisions(IReadOnlyList<DifferenceDecision> All)
{
    public static DifferenceDecisions None { get; } = new([]);

    /// <summary>The decisions to be kept: the new ones, and of the earlier ones those on other differences that still stand.</summary>
    /// <param name="standing">What differs by now.</param>
    public DifferenceDecisions With(IReadOnlyList<DifferenceDecision> decided, IReadOnlyList<StandingDifference> standing)
    {
        var keys = decided.Select(decision => decision.Key).ToHashSet();
        return new([.. All.Where(decision => !keys.Contains(decision.Key) && standing.Any(decision.IsOn)), .. decided]);
    }

    /// <summary>What the history says of new decisions.</summary>
    /// <param name="subject">The first part of its name: "service".</param>
    internal static IEnumerable<DomainEvent> Events(
        string subject, IReadOnlyList<DifferenceDecision> decided, IReadOnlyList<StandingDifference> standing, string? reason) =>
        decided.Select(decision => new DomainEvent(
            $"{subject}.{(decision.Verdict == DifferenceVerdict.Ignore ? "ignore" : "repair")}-difference", null, null, reason, new Dictionary<string, string?>
            {
                ["difference"] = standing.FirstOrDefault(one => one.Key == decision.Key)?.What ?? decision.Key,
                ["wanted"] = decision.Wanted,
                ["found"] = decision.Found,
                ["until"] = decision.Until?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            }));
}
