using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.People;

/// <summary>Changes what one person may do: on the version that was seen, and never across their sign-in.</summary>
internal static class PersonChangeRunner
{
    /// <exception cref="SubjectNotFoundException">The portal does not know the person.</exception>
    public static Task<Receipt> ChangePersonAsync(
        this CommandRunner runner, Actor actor, Guid id, int? seenVersion, IdempotencyKey? key, Func<PortalDbContext, ChangeSet, Person, Task> change,
        CancellationToken cancellationToken) => runner.RunAsync(actor, key, async (context, changes) =>
        {
            var person = await context.People.SingleOrDefaultAsync(person => person.Id == id, cancellationToken)
                ?? throw new SubjectNotFoundException("person");
            if (seenVersion is { } seen && seen != person.Version)
            {
                throw new SomeoneWasFasterException("what the person may do");
            }

            changes.Check((context, cancellationToken) => PersonLock.TakeAsync(context, person.Key, cancellationToken));
            await change(context, changes, person);
            return new Receipt(person.Id, person.BlockedAt is null ? "Known" : "Blocked", person.Version);
        }, cancellationToken);

    /// <summary>Writes into the history what has changed, and tells every window of the person and of those who look at them.</summary>
    /// <param name="teams">Whose roles it is about.</param>
    public static async Task TellAsync(
        this ChangeSet changes, Person person, DomainEvent happened, CancellationToken cancellationToken, params Guid[] teams)
    {
        person.Version++;
        changes.Audit(PersonSubject.Of(person, teams), happened);
        changes.Publish(SubjectKind.Person, person.Id, person.Version);
        foreach (var team in teams)
        {
            changes.Publish(SubjectKind.Team, team, 0);
        }

        await changes.PublishSessionsAsync(person.Key, cancellationToken);
    }

    /// <summary>Refuses, in the commit, to leave the portal without a network admin; of two who try at once the second is refused.</summary>
    public static void KeepAnAdmin(this ChangeSet changes, Person person, string refusal) => changes.Check(async (context, cancellationToken) =>
    {
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('portal-network-admins', 0))", cancellationToken);
        var others = context.People.Where(other => other.Id != person.Id && other.BlockedAt == null);
        if (!await others.AnyAsync(
            other => other.PortalRoles.Contains(PortalRole.NetworkAdmin) || other.GroupRoles.Contains(PortalRole.NetworkAdmin), cancellationToken))
        {
            throw new DomainException(refusal);
        }
    });
}
