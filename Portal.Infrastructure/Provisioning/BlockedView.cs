using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>What stands in the way until a person acts.</summary>
/// <param name="WayOut">Where the action can be taken.</param>
/// <param name="Quota">The quota that is used up; then it goes on by itself once there is room.</param>
public sealed record BlockedView(string Cause, Party Owner, string Action, string? Code, DateTimeOffset? Since, WayOut WayOut, AwsQuota? Quota)
{
    public static BlockedView Of(UnreadablePart part)
    {
        var blocked = part.ToBlocked();
        return new(blocked.Cause, blocked.Owner, blocked.Action, null, null, blocked.WayOut, null);
    }

    public static BlockedView? Of(WorkRow? work) => Of(work?.Conditions);

    public static BlockedView? Of(WorkConditions? known) =>
        known?.Blocked is { } blocked ? new(blocked.Cause, blocked.Owner, blocked.Action, blocked.Code, known.BlockedAt, blocked.WayOut, blocked.Quota) : null;
}
