namespace Portal.Infrastructure.Provisioning;

/// <summary>What the portal has to do, and what keeps it from doing it; all times are the database's.</summary>
/// <param name="Overdue">Due for longer than a nudge lives, and nobody is at it.</param>
/// <param name="Held">What a worker is at now.</param>
/// <param name="Unresolved">Calls that were sent, and of which nobody knows what came.</param>
public sealed record WorkOverview(
    DateTimeOffset Now, FirstOf<WorkItemView> Overdue, FirstOf<WorkItemView> Next, FirstOf<WorkItemView> Held, FirstOf<WorkItemView> Blocked,
    FirstOf<UnresolvedOperationView> Unresolved);
