using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.People;

/// <summary>What network admins, and to a part people themselves, do with a person: roles in the whole portal, sessions, tokens, the block.</summary>
public sealed class PersonCommands(CommandRunner runner)
{
    private const string LastAdmin = "the last network admin. Make somebody else a network admin first.";

    /// <exception cref="InvalidInputException">What is named is no role.</exception>
    /// <exception cref="DomainException">Nobody would be a network admin any more.</exception>
    public Task<Receipt> ChangeRolesAsync(Actor actor, Guid id, int? seenVersion, PortalRolesInput input, CancellationToken cancellationToken)
    {
        RequireAdmin(actor, "Only network admins say what somebody may do in the whole portal.");
        var errors = new InputErrors(cancellationToken);
        errors.Check(input.PortalRoles is not null, "portalRoles", "Say all roles that the person has from now on; an empty list takes all away.");
        var roles = RoleWords.Read<PortalRole>(input.PortalRoles, "portalRoles", errors);
        errors.ThrowIfAny();
        return runner.ChangePersonAsync(actor, id, seenVersion, null, async (_, changes, person) =>
        {
            var before = person.PortalRoles.RequireKnown();
            if (before.SequenceEqual(roles))
            {
                return;
            }

            person.PortalRoles = roles;
            if (before.Contains(PortalRole.NetworkAdmin) && !roles.Concat(person.GroupRoles).Contains(PortalRole.NetworkAdmin))
            {
                changes.KeepAnAdmin(person, $"{Who(actor, person)} {LastAdmin}");
            }

            await changes.TellAsync(person, new("person.portal-roles", null, null, null, new Dictionary<string, string?>
            {
                ["before"] = RoleWords.Of(before),
                ["after"] = RoleWords.Of(roles),
                ["summary"] = RoleWords.Of(roles) is { } text ? $"{text} from now on" : "No role in the whole portal from now on",
            }), cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Lets the person in no more: their sessions and tokens end at once. Blocking them again changes nothing.</summary>
    /// <exception cref="DomainException">It is the actor themselves, or the last network admin.</exception>
    public Task<Receipt> BlockAsync(Actor actor, Guid id, int? seenVersion, BlockInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        RequireAdmin(actor, "Only network admins block people.");
        var errors = new InputErrors();
        var reason = errors.Text(input.Reason, "reason", 2_000, "why; network admins and auditors read it");
        errors.ThrowIfAny();
        return runner.ChangePersonAsync(actor, id, seenVersion, key, async (context, changes, person) =>
        {
            if (person.BlockedAt is not null)
            {
                return;
            }

            if (actor.Key == person.Key)
            {
                throw new DomainException("You cannot block yourself. Ask another network admin.");
            }

            if (person.PortalRoles.Concat(person.GroupRoles).Contains(PortalRole.NetworkAdmin))
            {
                changes.KeepAnAdmin(person, $"{person.Name} is {LastAdmin}");
            }

            (person.BlockedAt, person.BlockedReason) = (changes.Now, reason);
            await EndSessionsAsync(context, changes, person, cancellationToken);
            await RevokeAsync(context, changes, person, null, cancellationToken);
            await changes.TellAsync(person, new("person.block", null, null, reason), cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Lets the person in again; sessions and tokens that ended do not come back.</summary>
    public Task<Receipt> UnblockAsync(Actor actor, Guid id, int? seenVersion, CancellationToken cancellationToken)
    {
        RequireAdmin(actor, "Only network admins let people in again.");
        return runner.ChangePersonAsync(actor, id, seenVersion, null, async (_, changes, person) =>
        {
            if (person.BlockedAt is not null)
            {
                (person.BlockedAt, person.BlockedReason) = (null, null);
                await changes.TellAsync(person, new("person.unblock", null, null, null), cancellationToken);
            }
        }, cancellationToken);
    }

    /// <summary>Signs the person out in every browser.</summary>
    public Task<Receipt> EndSessionsAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        ChangeOwnAsync(actor, id, async (context, changes, person) =>
        {
            if (await EndSessionsAsync(context, changes, person, cancellationToken) > 0)
            {
                await changes.TellAsync(person, new("person.end-sessions", null, null, null), cancellationToken);
            }
        }, cancellationToken);

    /// <summary>Nobody is let in by the person's tokens any more, or by one of them.</summary>
    /// <exception cref="SubjectNotFoundException">It is none of theirs.</exception>
    public Task<Receipt> RevokeTokensAsync(Actor actor, Guid id, Guid? tokenId, CancellationToken cancellationToken) =>
        ChangeOwnAsync(actor, id, async (context, changes, person) =>
        {
            if (await RevokeAsync(context, changes, person, tokenId, cancellationToken) == 0 && tokenId is { } one
                && !await context.ApiTokens.AnyAsync(
                    token => token.Id == one && token.Issuer == person.Issuer && token.Subject == person.Subject, cancellationToken))
            {
                throw new SubjectNotFoundException("token");
            }

            changes.Publish(SubjectKind.Person, person.Id, person.Version);
        }, cancellationToken);

    private static async Task<int> EndSessionsAsync(PortalDbContext context, ChangeSet changes, Person person, CancellationToken cancellationToken)
    {
        var open = await context.Sessions
            .Where(session => session.Issuer == person.Issuer && session.Subject == person.Subject && session.EndedAt == null).ToListAsync(cancellationToken);
        foreach (var session in open)
        {
            session.EndedAt = changes.Now;
            changes.PublishSession(session.Id);
        }

        return open.Count;
    }

    private static async Task<int> RevokeAsync(
        PortalDbContext context, ChangeSet changes, Person person, Guid? tokenId, CancellationToken cancellationToken)
    {
        var valid = await context.ApiTokens.Where(token => token.Issuer == person.Issuer && token.Subject == person.Subject && token.RevokedAt == null
            && (tokenId == null || token.Id == tokenId)).ToListAsync(cancellationToken);
        foreach (var token in valid)
        {
            token.RevokedAt = changes.Now;
            changes.Audit(PersonSubject.Of(person), new("token.revoked", null, null, null, new Dictionary<string, string?>
            {
                ["token"] = token.Id.ToString(),
                ["summary"] = token.Name,
            }));
        }

        return valid.Count;
    }

    /// <summary>For network admins and the person themselves.</summary>
    private Task<Receipt> ChangeOwnAsync(
        Actor actor, Guid id, Func<PortalDbContext, ChangeSet, Person, Task> change, CancellationToken cancellationToken) =>
        runner.ChangePersonAsync(actor, id, null, null, (context, changes, person) =>
            actor.IsNetworkAdmin || actor.Key == person.Key ? change(context, changes, person)
            : actor.SeesEverything ? throw new AccessRefusedException("Only network admins do this to others.")
            : throw new SubjectNotFoundException("person"), cancellationToken);

    private static string Who(Actor actor, Person person) => actor.Key == person.Key ? "You are" : $"{person.Name} is";

    private static void RequireAdmin(Actor actor, string refusal)
    {
        if (!actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException(refusal);
        }
    }
}
