using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.People;

/// <summary>What network admins do with rules that give roles by groups, beside those of the configuration.</summary>
public sealed class GroupRuleCommands(CommandRunner runner, IOptions<SignInOptions> options)
{
    public const int MostRules = 500;

    /// <summary>Under what name the rules stand in the history.</summary>
    public const string SubjectId = "group-rules";

    private const int LongestGroup = 500;

    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public Task<Receipt> MakeAsync(Actor actor, GroupRuleInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        var errors = new InputErrors(cancellationToken);
        var providers = options.Value.Providers;
        errors.Check(
            input.Provider is not null && providers.Contains(input.Provider), "provider", providers.Count == 0
                ? "This portal has no identity provider: set one up first."
                : $"Choose one of {string.Join(", ", providers)}.");
        var group = errors.Text(input.Group, "group", LongestGroup, "the group, as the provider writes it into its tokens");
        var (teamRoles, portalRoles) = RolesOf(input, errors);
        errors.ThrowIfAny();
        return runner.RunAsync(actor, key, async (context, changes) =>
        {
            var team = await context.Teams.SingleOrDefaultAsync(team => team.Id == input.TeamId, cancellationToken);
            Refuse(
                input.TeamId is not null && team is not { ClosedAt: null, IsExternal: false }, "teamId",
                "There is no such team of people, or it is closed. Choose another one.");
            Refuse(
                await context.GroupRules.AnyAsync(
                    rule => rule.Provider == input.Provider && rule.Group == group && rule.TeamId == input.TeamId, cancellationToken), "group",
                "There is a rule for this group already. Remove it first to give something else.");
            Refuse(await context.GroupRules.CountAsync(cancellationToken) >= MostRules, "group", $"There are {MostRules} rules. Remove one first.");
            var row = new StoredGroupRule
            {
                Id = Guid.CreateVersion7(changes.Now),
                Provider = input.Provider!,
                Group = group,
                TeamId = input.TeamId,
                TeamRoles = teamRoles,
                PortalRoles = portalRoles,
                MadeByIssuer = actor.Issuer,
                MadeBySubject = actor.Subject,
                CreatedAt = changes.Now,
            };
            context.GroupRules.Add(row);
            Tell(changes, row, "group-rule.make", []);
            return new Receipt(row.Id, "Made", 0);
        }, cancellationToken);
    }

    /// <summary>
    /// What the rule gave ends at once: nobody knows by which of their groups somebody has a role, so everybody who has it by a group loses it, and whoever
    /// has it by another rule gets it back with their next sign-in.
    /// </summary>
    /// <exception cref="DomainException">Nobody could become a network admin any more.</exception>
    public Task<Receipt> RemoveAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        return runner.RunAsync(actor, null, async (context, changes) =>
        {
            var row = await context.GroupRules.SingleOrDefaultAsync(rule => rule.Id == id, cancellationToken)
                ?? throw new SubjectNotFoundException("group rule");
            if (row.PortalRoles.RequireKnown().Contains(PortalRole.NetworkAdmin))
            {
                await RequireOtherAdminsAsync(context, cancellationToken);
            }

            row.TeamRoles.RequireKnown();
            context.Remove(row);
            var lost = await TakeAsync(context, row, cancellationToken);
            foreach (var person in lost)
            {
                person.Version++;
                changes.Check((context, cancellationToken) => PersonLock.TakeAsync(context, person.Key, cancellationToken));
                changes.Publish(SubjectKind.Person, person.Id, person.Version);
                await changes.PublishSessionsAsync(person.Key, cancellationToken);
            }

            Tell(changes, row, "group-rule.remove", lost);
            return new Receipt(row.Id, "Removed", 0);
        }, cancellationToken);
    }

    /// <returns>Whom it was taken from.</returns>
    private static async Task<List<Person>> TakeAsync(PortalDbContext context, StoredGroupRule rule, CancellationToken cancellationToken)
    {
        if (rule.TeamId is not { } team)
        {
            var holders = (await context.People.Where(person => person.GroupRoles.Length > 0).ToListAsync(cancellationToken))
                .Where(person => person.GroupRoles.Intersect(rule.PortalRoles).Any()).ToList();
            holders.ForEach(person => person.GroupRoles = [.. person.GroupRoles.Except(rule.PortalRoles)]);
            return holders;
        }

        var members = await (
            from membership in context.Memberships
            where membership.TeamId == team && membership.GroupRoles.Length > 0
            join person in context.People on new { membership.Issuer, membership.Subject } equals new { person.Issuer, person.Subject }
            select new { Membership = membership, Person = person }).ToListAsync(cancellationToken);
        var lost = members.Where(member => member.Membership.GroupRoles.Intersect(rule.TeamRoles).Any()).ToList();
        foreach (var member in lost)
        {
            member.Membership.GroupRoles = [.. member.Membership.GroupRoles.Except(rule.TeamRoles)];
            if (member.Membership is { GroupRoles: [], Roles: [] })
            {
                context.Remove(member.Membership);
            }
        }

        return lost.ConvertAll(member => member.Person);
    }

    private async Task RequireOtherAdminsAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var isConfigured = options.Value.FirstAdmin is not null || options.Value.Groups.Any(rule => rule.PortalRoles.Contains(PortalRole.NetworkAdmin));
        if (!isConfigured && !await context.People.AnyAsync(
            person => person.BlockedAt == null && person.PortalRoles.Contains(PortalRole.NetworkAdmin), cancellationToken))
        {
            throw new DomainException("Nobody would be a network admin any more. Make somebody one by hand first.");
        }
    }

    private static (TeamRole[] Team, PortalRole[] Portal) RolesOf(GroupRuleInput input, InputErrors errors)
    {
        var teamRoles = RoleWords.Read<TeamRole>(input.TeamRoles, "teamRoles", errors);
        var portalRoles = RoleWords.Read<PortalRole>(input.PortalRoles, "portalRoles", errors);
        if (input.TeamId is null)
        {
            errors.Check(teamRoles.Length == 0, "teamId", "Say for which team they are providers or consumers.");
            errors.Check(
                portalRoles.Length > 0 || teamRoles.Length > 0 || errors.Has("portalRoles") || errors.Has("teamRoles"), "portalRoles",
                "Choose at least one role, or a team and roles for it.");
        }
        else
        {
            errors.Check(portalRoles.Length == 0, "portalRoles", "Roles in the whole portal belong to no team. Make a rule of their own for them.");
            errors.Check(teamRoles.Length > 0 || errors.Has("teamRoles"), "teamRoles", "Choose at least one role for the team.");
        }

        return (teamRoles, portalRoles);
    }

    private static void Tell(ChangeSet changes, StoredGroupRule rule, string action, List<Person> lost)
    {
        Guid[] teams = rule.TeamId is { } team ? [team] : [];
        var roles = RoleWords.Of(rule.TeamRoles) ?? RoleWords.Of(rule.PortalRoles);
        changes.Audit(new(SubjectKind.Person, SubjectId, teams), new(action, null, null, null, new Dictionary<string, string?>
        {
            ["provider"] = rule.Provider,
            ["group"] = rule.Group,
            ["team"] = rule.TeamId?.ToString(),
            ["roles"] = roles,
            ["lostBy"] = lost.Count == 0 ? null : lost.Count.ToString(CultureInfo.InvariantCulture),
            ["summary"] = $"{rule.Group} of {rule.Provider}: {roles}",
        }));
        changes.Publish(SubjectKind.Person, rule.Id, 0);
        foreach (var one in teams)
        {
            changes.Publish(SubjectKind.Team, one, 0);
        }
    }

    private static void Refuse(bool when, string field, string message)
    {
        if (when)
        {
            throw new InvalidInputException([new(field, message)]);
        }
    }

    private static void RequireAdmin(Actor actor)
    {
        if (!actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException("Only network admins say what groups give.");
        }
    }
}
