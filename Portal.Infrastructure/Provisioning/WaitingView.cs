using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>Whose turn it is, for what, and since when.</summary>
public sealed record WaitingView(Party Who, string What, DateTimeOffset? Since)
{
    public static WaitingView? Of(WorkRow? work) =>
        work?.Conditions is { WaitingFor: { } waiting, Blocked: null } conditions ? new(waiting.Who, waiting.What, conditions.WaitingSince) : null;
}
