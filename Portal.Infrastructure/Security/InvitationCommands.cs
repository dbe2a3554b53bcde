using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Security;

/// <summary>Invites people into teams by a link that works once.</summary>
public sealed class InvitationCommands(CommandRunner runner)
{
    public const int UsualDays = 7;

    public const int MostDays = 30;

    private const int LongestGuest = 100;

    /// <exception cref="AccessRefusedException">The actor is no network admin.</exception>
    /// <exception cref="InvalidInputException">All that is wrong.</exception>
    public async Task<MadeInvitation> MakeAsync(Actor actor, MakeInvitationInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        var errors = new InputErrors(cancellationToken);
        var guest = errors.Name(input.Guest, "guest", LongestGuest, "whom the invitation is for");
        var days = input.Days ?? UsualDays;
        errors.Check(days is >= 1 and <= MostDays, "days", $"An invitation can be used for 1 to {MostDays} days.");
        var roles = RoleWords.Read<TeamRole>(input.Roles, "roles", errors);
        errors.Check(roles.Length > 0 || errors.Has("roles"), "roles", "Choose at least one role.");
        errors.Check(input.TeamId is not null, "teamId", "Choose the team.");
        errors.ThrowIfAny();
        var (secret, isNew) = (SecretText.Draw(), false);
        var receipt = await runner.RunAsync(actor, key, async (context, changes) =>
        {
            isNew = true;
            var team = await context.Teams.SingleOrDefaultAsync(team => team.Id == input.TeamId, cancellationToken);
            if (team is not { ClosedAt: null, IsExternal: false })
            {
                throw new InvalidInputException([new("teamId", "There is no such team of people, or it is closed. Choose another one.")]);
            }

            var row = new Invitation
            {
                Id = Guid.CreateVersion7(changes.Now),
                Sha256 = SecretText.Hash(secret),
                TeamId = team.Id,
                Roles = roles,
                Guest = guest,
                CreatedAt = changes.Now,
                ExpiresAt = changes.Now + TimeSpan.FromDays(days),
                MadeByIssuer = actor.Issuer,
                MadeBySubject = actor.Subject,
            };
            context.Invitations.Add(row);
            Audit(changes, row, "invitation.make");
            return new Receipt(row.Id, "Open", row.Version);
        }, cancellationToken);
        return new(receipt.Id, isNew ? secret : null);
    }

    /// <summary>From now on nobody comes in by it. Withdrawing it again changes nothing.</summary>
    /// <exception cref="AccessRefusedException">The actor is no network admin.</exception>
    /// <exception cref="DomainException">Somebody has come in by it.</exception>
    public Task WithdrawAsync(Actor actor, Guid id, int? seenVersion, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        return runner.RunAsync(actor, null, async (context, changes) =>
        {
            var row = await context.Invitations.SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
                ?? throw new SubjectNotFoundException("invitation");
            if (seenVersion is { } seen && seen != row.Version)
            {
                throw new SomeoneWasFasterException("the invitation");
            }

            if (row.UsedAt is not null)
            {
                throw new DomainException("Somebody has come in by this invitation. Take their role away on the team's page.");
            }

            if (row.WithdrawnAt is null)
            {
                Withdraw(changes, row);
            }

            return new Receipt(row.Id, "Withdrawn", row.Version);
        }, cancellationToken);
    }

    /// <summary>Somebody whom the portal knows comes into the team.</summary>
    /// <exception cref="InvitationRefusedException">It lets nobody in.</exception>
    public Task UseAsync(Actor actor, Guid id, CancellationToken cancellationToken) => runner.RunAsync(actor, null, async (context, changes) =>
    {
        var row = await TakeAsync(context, changes, id, cancellationToken);
        changes.Check((context, cancellationToken) => PersonLock.TakeAsync(context, actor.Key, cancellationToken));
        return new Receipt(row.Id, "Used", row.Version);
    }, cancellationToken);

    /// <summary>Takes the invitation for the actor, in the commit that is under way; whoever takes it at the same moment comes too late.</summary>
    /// <exception cref="InvitationRefusedException">It lets nobody in.</exception>
    internal static async Task<Invitation> TakeAsync(PortalDbContext context, ChangeSet changes, Guid id, CancellationToken cancellationToken)
    {
        var (issuer, subject) = (changes.Actor.Issuer, changes.Actor.Subject);
        var row = await context.Invitations.SingleOrDefaultAsync(row => row.Id == id, cancellationToken)
            ?? throw new InvitationRefusedException(InvitationProblem.NotOurs);
        await InvitationQueries.RequireOpenAsync(context, row, changes.Now, cancellationToken);
        var person = await context.People.SingleAsync(person => person.Issuer == issuer && person.Subject == subject, cancellationToken);
        (row.UsedAt, row.UsedByIssuer, row.UsedBySubject) = (changes.Now, issuer, subject);
        row.Version++;
        var membership = await context.Memberships.SingleOrDefaultAsync(
            membership => membership.Issuer == issuer && membership.Subject == subject && membership.TeamId == row.TeamId, cancellationToken);
        if (membership is null)
        {
            context.Memberships.Add(membership = new PersonMembership { Issuer = issuer, Subject = subject, TeamId = row.TeamId });
        }

        membership.Roles = [.. membership.Roles.Union(row.Roles).Order()];
        person.Version++;
        changes.Audit(PersonSubject.Of(person, row.TeamId), new(
            "invitation.accept", null, null, null, new Dictionary<string, string?>
            {
                ["invitation"] = row.Id.ToString(),
                ["team"] = row.TeamId.ToString(),
                ["roles"] = RoleWords.Of(row.Roles),
                ["summary"] = RoleWords.Of(row.Roles),
            }));
        Tell(changes, person.Id, row.TeamId);
        await changes.PublishSessionsAsync(person.Key, cancellationToken);
        return row;
    }

    /// <summary>Takes back all that are open of a team.</summary>
    internal static async Task WithdrawAllAsync(PortalDbContext context, ChangeSet changes, Guid teamId, CancellationToken cancellationToken)
    {
        var open = await context.Invitations.Where(row => row.TeamId == teamId && row.UsedAt == null && row.WithdrawnAt == null && row.ExpiresAt > changes.Now)
            .ToListAsync(cancellationToken);
        open.ForEach(row => Withdraw(changes, row));
    }

    private static void Withdraw(ChangeSet changes, Invitation row)
    {
        row.WithdrawnAt = changes.Now;
        row.Version++;
        Audit(changes, row, "invitation.withdraw");
    }

    private static void Audit(ChangeSet changes, Invitation row, string action)
    {
        changes.Audit(Subject.Of(SubjectKind.Team, row.TeamId, row.TeamId), new(action, null, null, null, new Dictionary<string, string?>
        {
            ["invitation"] = row.Id.ToString(),
            ["roles"] = RoleWords.Of(row.Roles),
            ["summary"] = RoleWords.Of(row.Roles),
            ["expiresAt"] = row.ExpiresAt.ToString("O", CultureInfo.InvariantCulture),
        }));
        changes.Publish(SubjectKind.Team, row.TeamId, 0);
    }

    private static void Tell(ChangeSet changes, Guid personId, Guid teamId)
    {
        changes.Publish(SubjectKind.Person, personId, 0);
        changes.Publish(SubjectKind.Team, teamId, 0);
    }

    private static void RequireAdmin(Actor actor)
    {
        if (!actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException("Only network admins invite people.");
        }
    }
}
