using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

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
