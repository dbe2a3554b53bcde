using Portal.Domain;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Provisioning;

/// <summary>A team by id and name.</summary>
public sealed record TeamView(Guid Id, string Name);

/// <summary>How what is compares to what is wanted, and when AWS was last looked at.</summary>
public sealed record SyncView(SyncState State, DateTimeOffset? ObservedAt);

/// <summary>Whose turn it is, for what, and since when.</summary>
public sealed record WaitingView(Party Who, string What, DateTimeOffset? Since)
{
    public static WaitingView? Of(WorkRow? work) =>
        work?.Conditions is { WaitingFor: { } waiting, Blocked: null } conditions ? new(waiting.Who, waiting.What, conditions.WaitingSince) : null;
}

/// <summary>What stands in the way until a person acts.</summary>
public sealed record BlockedView(string Cause, Party Owner, string Action, string? Code, DateTimeOffset? Since)
{
    public static BlockedView Of(UnreadablePart part)
    {
        var blocked = part.ToBlocked();
        return new(blocked.Cause, blocked.Owner, blocked.Action, null, null);
    }

    public static BlockedView? Of(WorkRow? work) => Of(work?.Conditions);

    public static BlockedView? Of(WorkConditions? known) =>
        known?.Blocked is { } blocked ? new(blocked.Cause, blocked.Owner, blocked.Action, blocked.Code, known.BlockedAt) : null;
}

/// <summary>How well something is; unknown where nobody can tell, with the reason.</summary>
public enum HealthVerdict
{
    Unknown,
    Healthy,
    Degraded,
    Down,
}

public sealed record ZoneHealthView(string ZoneId, HealthVerdict Verdict, string Reason);

/// <param name="Source">Who says so.</param>
public sealed record HealthView(HealthVerdict Verdict, IReadOnlyList<ZoneHealthView> Zones, string Source, DateTimeOffset? CheckedAt);
