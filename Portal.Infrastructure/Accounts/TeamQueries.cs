using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Accounts;

/// <summary>What people read of teams.</summary>
public sealed class TeamQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The names of the actor's teams, in order.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(Actor actor, CancellationToken cancellationToken)
    {
        var ids = actor.TeamIds.ToArray();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Teams.Where(team => ids.Contains(team.Id)).OrderBy(team => team.Name).Select(team => team.Name).ToListAsync(cancellationToken);
    }

    /// <summary>Every team of people that is open: a provider may name any of them as an audience.</summary>
    public async Task<IReadOnlyList<TeamView>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Teams.Where(team => team.ClosedAt == null && team.CustomerOf == null).OrderBy(team => team.Name)
            .Select(team => new TeamView(team.Id, team.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>What these teams are called; who is gone is left out.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(
        PortalDbContext context, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? new Dictionary<Guid, string>()
            : await context.Teams.Where(team => ids.Contains(team.Id)).Select(team => new { team.Id, team.Name })
                .ToDictionaryAsync(team => team.Id, team => team.Name, cancellationToken);
}
