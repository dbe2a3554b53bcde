using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>Something that others have changed in AWS, and what becomes of it.</summary>
/// <param name="Policy">What happens if nobody decides: it is put back, or stays and is shown.</param>
/// <param name="Wanted">None where nothing should be.</param>
/// <param name="Found">None where nothing is.</param>
/// <param name="RepairAt">When the portal puts it back; none for what it leaves alone.</param>
/// <param name="IsProposed">Whether a change that people have yet to decide on wants what is there.</param>
public sealed record DifferenceView(
    string Key, DifferencePolicy Policy, string What, string? Wanted, string? Found, DateTimeOffset Since, DateTimeOffset? RepairAt,
    DateTimeOffset? IgnoredUntil, bool MayBeRepaired, bool MayBeAdopted, bool IsProposed)
{
    public static IReadOnlyList<DifferenceView> Of(WorkRow? work) =>
    [
        .. (work?.Conditions.Differences ?? []).Select(one => new DifferenceView(
            one.Key, one.Policy, one.What, one.Wanted, one.Found, one.Since, one.RepairAt, one.IgnoredUntil, one.MayBeRepaired, one.MayBeAdopted,
            one.IsProposed)),
    ];

    /// <summary>What those are that nobody has decided to leave alone.</summary>
    internal static IReadOnlyList<string> Open(IReadOnlyList<DifferenceView> differences) =>
        [.. differences.Where(one => one.IgnoredUntil is null).Select(one => one.What)];
}
