using Portal.Domain.Accounts;

namespace Portal.Domain.Reviews;

/// <summary>One level of a review: who may decide it, and how many of them must approve.</summary>
/// <param name="TeamId">Providers of this team; none for network admins.</param>
/// <param name="Approvals">How many distinct people, at least 1.</param>
public sealed record ReviewLevel(string Name, Guid? TeamId, int Approvals)
{
    public bool Entitles(Actor actor) => TeamId is { } team ? actor.Has(team, TeamRole.Provider) : actor.IsNetworkAdmin;
}
