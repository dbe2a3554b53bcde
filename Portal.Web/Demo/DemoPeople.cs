using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Sandbox.Seeding;

namespace Portal.Web.Demo;

/// <summary>Puts the demo's teams, people and accounts into an empty portal; what is there already stays as it is.</summary>
/// <remarks>Several hosts may stand on one database: each seeds when the one before has, and none ends what another has given out.</remarks>
internal sealed class DemoPeople(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <param name="known">The tokens that were given out before, by persona; still valid ones are kept.</param>
    /// <returns>A valid token for each persona.</returns>
    public async Task<IReadOnlyDictionary<string, string>> SeedAsync(
        SandboxSeed sandbox, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('portal-demo-people', 0))", cancellationToken);
        var teams = await TeamsAsync(context, cancellationToken);
        await PeopleAsync(context, teams, cancellationToken);
        await AccountsAsync(context, sandbox, teams, cancellationToken);
        var tokens = await TokensAsync(context, known, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return tokens;
    }

    private async Task<Dictionary<string, Team>> TeamsAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var teams = await context.Teams.ToDictionaryAsync(team => team.Name, cancellationToken);
        foreach (var name in Persona.All.Select(persona => persona.Team).Distinct().Where(name => !teams.ContainsKey(name)))
        {
            var now = clock.GetUtcNow();
            context.Teams.Add(teams[name] = new Team(Guid.CreateVersion7(now), name, now));
        }

        return teams;
    }

    private async Task PeopleAsync(PortalDbContext context, Dictionary<string, Team> teams, CancellationToken cancellationToken)
    {
        var known = await context.People.Where(person => person.Issuer == Persona.Issuer).Select(person => person.Subject).ToListAsync(cancellationToken);
        foreach (var persona in Persona.All.Where(persona => !known.Contains(persona.Subject)))
        {
            context.People.Add(new Person
            {
                Issuer = Persona.Issuer,
                Subject = persona.Subject,
                Name = persona.Name,
                PortalRoles = persona.PortalRole is { } role ? [role] : [],
                CreatedAt = clock.GetUtcNow(),
            });
            context.Memberships.Add(new PersonMembership
            {
                Issuer = Persona.Issuer,
                Subject = persona.Subject,
                TeamId = teams[persona.Team].Id,
                Roles = persona.TeamRole is { } teamRole ? [teamRole] : [],
            });
        }
    }

    private static async Task AccountsAsync(PortalDbContext context, SandboxSeed sandbox, Dictionary<string, Team> teams, CancellationToken cancellationToken)
    {
        var known = await context.Accounts.Select(account => account.AccountId).ToListAsync(cancellationToken);
        foreach (var seed in sandbox.Accounts.Where(seed => seed.Team is not null && !known.Contains(seed.AccountId)))
        {
            var account = new AwsAccount(
                seed.AccountId, teams[seed.Team!].Id, seed.Alias, seed.Region)
            { RoleArn = seed.RoleArn, ExternalId = seed.ExternalId };
            // The sandbox's seed is the proof: role and external id come from the same file as the role's trust policy; without a role the account is
            // self-managed.
            account.MarkProven();
            context.Accounts.Add(account);
        }
    }

    private async Task<Dictionary<string, string>> TokensAsync(
        PortalDbContext context, IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        var stored = await context.ApiTokens.Where(token => token.Issuer == Persona.Issuer).ToListAsync(cancellationToken);
        Dictionary<string, string> tokens = [];
        foreach (var persona in Persona.All)
        {
            if (known.TryGetValue(persona.Name, out var earlier)
                && stored.Any(token => token.Subject == persona.Subject && token.Sha256.AsSpan().SequenceEqual(ApiToken.Hash(earlier))))
            {
                tokens[persona.Name] = earlier;
                continue;
            }

            var drawn = ApiToken.Draw();
            var now = clock.GetUtcNow();
            // What is stored and not known was given out by another host, which may run beside this one.
            context.ApiTokens.Add(new ApiToken
            {
                Id = Guid.CreateVersion7(now),
                Issuer = Persona.Issuer,
                Subject = persona.Subject,
                Name = "Demo",
                Sha256 = ApiToken.Hash(drawn),
                CreatedAt = now,
            });
            tokens[persona.Name] = drawn;
        }

        return tokens;
    }
}
