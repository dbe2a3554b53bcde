using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.People;

/// <summary>What network admins do with the people of a team: add, give other roles, remove.</summary>
public sealed class MemberCommands(CommandRunner runner)
{
    /// <summary>Adds somebody whom the portal knows.</summary>
    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public Task<Receipt> AddAsync(Actor actor, Guid teamId, MemberInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        var errors = new InputErrors(cancellationToken);
        errors.Check(input.PersonId is not null, "personId", "Choose whom to add.");
        var roles = RolesOf(input, errors);
        errors.ThrowIfAny();
        return runner.ChangePersonAsync(actor, input.PersonId!.Value, null, key, async (context, changes, person) =>
        {
            await RequireOpenAsync(context, teamId, cancellationToken);
            var membership = await FindAsync(context, teamId, person, cancellationToken);
            if (membership?.Roles.Length > 0)
            {
                throw new InvalidInputException([new("personId", $"{person.Name} is in this team already. Change their roles instead.")]);
            }

            if (membership is null)
            {
                context.Memberships.Add(membership = new PersonMembership { Issuer = person.Issuer, Subject = person.Subject, TeamId = teamId });
            }

            membership.Roles = roles;
            await changes.TellAsync(person, Happened("person.team-roles", teamId, [], roles), cancellationToken, teamId);
        }, cancellationToken);
    }

    /// <summary>Gives other roles by hand; what comes by a group stays.</summary>
    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public Task<Receipt> ChangeAsync(Actor actor, Guid teamId, Guid personId, int? seenVersion, MemberInput input, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        var errors = new InputErrors(cancellationToken);
        errors.Check(input.PersonId is null || input.PersonId == personId, "personId", "Leave it out: the address says who it is.");
        var roles = RolesOf(input, errors);
        errors.ThrowIfAny();
        return runner.ChangePersonAsync(actor, personId, seenVersion, null, async (context, changes, person) =>
        {
            await RequireOpenAsync(context, teamId, cancellationToken);
            var membership = await FindAsync(context, teamId, person, cancellationToken) ?? throw new SubjectNotFoundException("member");
            var before = membership.Roles.RequireKnown();
            if (!before.SequenceEqual(roles))
            {
                membership.Roles = roles;
                await changes.TellAsync(person, Happened("person.team-roles", teamId, before, roles), cancellationToken, teamId);
            }
        }, cancellationToken);
    }

    /// <summary>Takes somebody out of the team.</summary>
    /// <exception cref="DomainException">They are in it by a group, and would come back with their next sign-in.</exception>
    public Task<Receipt> RemoveAsync(Actor actor, Guid teamId, Guid personId, int? seenVersion, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        return runner.ChangePersonAsync(actor, personId, seenVersion, null, async (context, changes, person) =>
        {
            var membership = await FindAsync(context, teamId, person, cancellationToken) ?? throw new SubjectNotFoundException("member");
            if (membership.GroupRoles.Length > 0)
            {
                throw new DomainException(
                    $"{person.Name} is in this team by a group at their identity provider, and would come back with their next sign-in. "
                        + "Take them out of that group there, change the group rule, or block the person.");
            }

            var before = membership.Roles.RequireKnown();
            context.Remove(membership);
            await changes.TellAsync(person, Happened("person.team-roles", teamId, before, []), cancellationToken, teamId);
        }, cancellationToken);
    }

    private static DomainEvent Happened(string action, Guid teamId, TeamRole[] before, TeamRole[] after) => new(
        action, null, null, null, new Dictionary<string, string?>
        {
            ["team"] = teamId.ToString(),
            ["before"] = RoleWords.Of(before),
            ["after"] = RoleWords.Of(after),
            ["summary"] = after.Length == 0 ? "Removed from the team" : $"{RoleWords.Of(after)} from now on",
        });

    private static TeamRole[] RolesOf(MemberInput input, InputErrors errors)
    {
        var roles = RoleWords.Read<TeamRole>(input.Roles, "roles", errors);
        errors.Check(roles.Length > 0 || errors.Has("roles"), "roles", "Choose at least one role, or remove the person from the team.");
        return roles;
    }

    private static async Task RequireOpenAsync(PortalDbContext context, Guid teamId, CancellationToken cancellationToken)
    {
        var team = await context.Teams.AsNoTracking().SingleOrDefaultAsync(team => team.Id == teamId, cancellationToken)
            ?? throw new SubjectNotFoundException("team");
        if (team.ClosedAt is not null)
        {
            throw new DomainException($"{team.Name} is closed. Open it again first.");
        }

        if (team.IsExternal)
        {
            throw new DomainException($"{team.Name} stands for another company and has no members. Make a team of people, or invite them to one.");
        }
    }

    private static Task<PersonMembership?> FindAsync(PortalDbContext context, Guid teamId, Person person, CancellationToken cancellationToken) =>
        context.Memberships.SingleOrDefaultAsync(
            membership => membership.TeamId == teamId && membership.Issuer == person.Issuer && membership.Subject == person.Subject, cancellationToken);

    private static void RequireAdmin(Actor actor)
    {
        if (!actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException("Only network admins say who is in a team.");
        }
    }
}
