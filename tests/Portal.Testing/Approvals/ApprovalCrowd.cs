using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Testing.Worlds;

namespace Portal.Testing.Approvals;

/// <summary>People whose roles overlap in every way that tempts somebody to approve what is theirs.</summary>
public sealed class ApprovalCrowd
{
    private static readonly Dictionary<string, Standing> AtFirst = new()
    {
        ["cam"] = new(false, true, false, false),
        ["cat"] = new(false, true, false, false),
        ["nan"] = new(true, false, false, false),
        ["ned"] = new(true, false, false, false),
        ["pia"] = new(false, false, true, false),
        ["pet"] = new(false, false, true, false),
        ["cna"] = new(true, true, false, false),
        ["cpa"] = new(false, true, true, false),
        ["npa"] = new(true, false, true, false),
        ["all"] = new(true, true, true, false),
        ["aud"] = new(false, false, false, true),
        ["out"] = new(false, false, false, false),
    };

    private readonly PortalWorld _world;

    private ApprovalCrowd(PortalWorld world) => _world = world;

    public Dictionary<string, Standing> Standings { get; } = new(AtFirst);

    public IReadOnlyList<string> Names { get; } = [.. AtFirst.Keys];

    public static async Task<ApprovalCrowd> GatherAsync(PortalWorld world, CancellationToken cancellationToken)
    {
        foreach (var (name, standing) in AtFirst)
        {
            await world.MeetAsync(name, cancellationToken, Memberships(world, standing), PortalRoles(standing));
        }

        return new(world);
    }

    /// <summary>Gives everybody the roles back that they had at first.</summary>
    public async Task ReturnAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, standing) in AtFirst.Where(person => Standings[person.Key] != person.Value).ToList())
        {
            await SetAsync(name, standing, cancellationToken);
        }
    }

    public async Task SetAsync(string name, Standing standing, CancellationToken cancellationToken)
    {
        Standings[name] = standing;
        await using var context = _world.Open();
        (await context.People.SingleAsync(person => person.Issuer == "test" && person.Subject == name, cancellationToken)).PortalRoles = PortalRoles(standing);
        context.Memberships.RemoveRange(await context.Memberships.Where(row => row.Issuer == "test" && row.Subject == name).ToListAsync(cancellationToken));
        await context.SaveChangesAsync(cancellationToken);
        context.Memberships.AddRange(Memberships(_world, standing).Select(membership =>
            new PersonMembership { Issuer = "test", Subject = name, TeamId = membership.TeamId, Roles = [.. membership.Roles] }));
        await context.SaveChangesAsync(cancellationToken);
    }

    private static PortalRole[] PortalRoles(Standing standing) =>
        [.. standing.Admin ? [PortalRole.NetworkAdmin] : Array.Empty<PortalRole>(), .. standing.Reads ? [PortalRole.Auditor] : Array.Empty<PortalRole>()];

    private static List<Membership> Memberships(PortalWorld world, Standing standing)
    {
        // A team apart, so that nobody's rights rest on having none.
        List<Membership> memberships = [new(world.Cast.Quarry.Id, [TeamRole.Provider])];
        if (standing.Consumes)
        {
            memberships.Add(new(world.Cast.Analytics.Id, [TeamRole.Consumer]));
        }

        if (standing.Provides)
        {
            memberships.Add(new(world.Cast.Payments.Id, [TeamRole.Provider]));
        }

        return memberships;
    }
}
