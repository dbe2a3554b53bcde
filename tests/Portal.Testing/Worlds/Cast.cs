using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Sandbox.Seeding;

namespace Portal.Testing.Worlds;

/// <summary>The teams and people of a test's world: two providers, two consumers, two network admins, an auditor and somebody without a team.</summary>
public sealed class Cast
{
    private const string Issuer = "test";

    private readonly Dictionary<string, Team> _teams;

    private Cast(DateTimeOffset now)
    {
        _teams = new[] { "Payments Platform", "Quarry Databases", "Storefront", "Analytics" }.ToDictionary(
            name => name, name => new Team(Guid.CreateVersion7(now), name, now));
        Priya = In("priya", Payments, TeamRole.Provider);
        Viktor = In("viktor", Quarry, TeamRole.Provider);
        Chen = In("chen", Storefront, TeamRole.Consumer);
        Amara = In("amara", Analytics, TeamRole.Consumer);
        Nora = Of("nora", PortalRole.NetworkAdmin);
        Nils = Of("nils", PortalRole.NetworkAdmin);
        Tomas = Of("tomas", PortalRole.Auditor);
        Stranger = new(Issuer, "stranger", "stranger", [], []);
    }

    public Team Payments => _teams["Payments Platform"];

    public Team Quarry => _teams["Quarry Databases"];

    public Team Storefront => _teams["Storefront"];

    public Team Analytics => _teams["Analytics"];

    /// <summary>Provider of Payments Platform.</summary>
    public Actor Priya { get; }

    /// <summary>Provider of Quarry Databases.</summary>
    public Actor Viktor { get; }

    /// <summary>Consumer of Storefront.</summary>
    public Actor Chen { get; }

    /// <summary>Consumer of Analytics.</summary>
    public Actor Amara { get; }

    /// <summary>Network admin.</summary>
    public Actor Nora { get; }

    /// <summary>Another network admin.</summary>
    public Actor Nils { get; }

    /// <summary>Auditor.</summary>
    public Actor Tomas { get; }

    /// <summary>In no team.</summary>
    public Actor Stranger { get; }

    /// <summary>Puts teams, people and the sandbox's managed accounts into an empty portal.</summary>
    public static async Task<Cast> SeedAsync(PortalDbContext context, SandboxSeed sandbox, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cast = new Cast(now);
        context.Teams.AddRange(cast._teams.Values);
        foreach (var actor in new[] { cast.Priya, cast.Viktor, cast.Chen, cast.Amara, cast.Nora, cast.Nils, cast.Tomas, cast.Stranger })
        {
            context.People.Add(
                new Person { Issuer = actor.Issuer, Subject = actor.Subject, Name = actor.Name, PortalRoles = [.. actor.PortalRoles], CreatedAt = now });
            context.Memberships.AddRange(actor.Memberships.Select(membership =>
                new PersonMembership { Issuer = actor.Issuer, Subject = actor.Subject, TeamId = membership.TeamId, Roles = [.. membership.Roles] }));
        }

        foreach (var seed in sandbox.Accounts.Where(seed => seed.Team is not null))
        {
            var account = new AwsAccount(
                seed.AccountId, cast._teams[seed.Team!].Id, seed.Alias, seed.Region)
            { RoleArn = seed.RoleArn, ExternalId = seed.ExternalId };
            account.MarkProven();
            context.Accounts.Add(account);
        }

        await context.SaveChangesAsync(cancellationToken);
        return cast;
    }

    private static Actor In(string subject, Team team, TeamRole role) => new(Issuer, subject, subject, [new(team.Id, [role])], []);

    private static Actor Of(string subject, PortalRole role) => new(Issuer, subject, subject, [], [role]);
}
