using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.People;

/// <summary>What network admins do with teams: make, rename, close and open again.</summary>
public sealed class TeamCommands(CommandRunner runner)
{
    private static readonly ConnectionStage[] EndedConnections = [.. Enum.GetValues<ConnectionStage>().Where(ConnectionLifecycle.IsFinal)];
    private static readonly EndpointServiceStage[] EndedServices = [.. Enum.GetValues<EndpointServiceStage>().Where(EndpointServiceLifecycle.IsFinal)];

    /// <exception cref="InvalidInputException">The name is missing, too long, or another team's.</exception>
    public Task<Receipt> MakeAsync(Actor actor, TeamInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        var name = NameOf(input);
        return runner.RunAsync(actor, key, async (context, changes) =>
        {
            await RefuseTakenAsync(context, name, null, cancellationToken);
            var team = new Team(Guid.CreateVersion7(changes.Now), name, changes.Now);
            context.Teams.Add(team);
            Tell(changes, team, new("team.make", null, null, null, Named(name)));
            return ReceiptOf(team);
        }, cancellationToken);
    }

    /// <exception cref="InvalidInputException">The name is missing, too long, or another team's.</exception>
    public Task<Receipt> RenameAsync(Actor actor, Guid id, int? seenVersion, TeamInput input, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        var name = NameOf(input);
        return ChangeAsync(actor, id, seenVersion, async (context, changes, team) =>
        {
            if (name != team.Name)
            {
                await RefuseTakenAsync(context, name, id, cancellationToken);
                var before = team.Name;
                team.Rename(name);
                Tell(changes, team, new("team.rename", null, null, null, new Dictionary<string, string?> { ["before"] = before, ["after"] = name }));
            }
        }, cancellationToken);
    }

    /// <summary>Nobody acts for the team from now on: its members leave it, and its grants and invitations are taken back.</summary>
    /// <exception cref="DomainException">It owns something that lives.</exception>
    public Task<Receipt> CloseAsync(Actor actor, Guid id, int? seenVersion, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, seenVersion, async (context, changes, team) =>
        {
            team.Close(changes.Now);
            // Once more in the commit: what was brought meanwhile keeps the team open.
            changes.Check((context, cancellationToken) => RefuseOwnerAsync(context, team, cancellationToken));
            await RefuseOwnerAsync(context, team, cancellationToken);
            var members = await EmptyAsync(context, changes, team, cancellationToken);
            await InvitationCommands.WithdrawAllAsync(context, changes, id, cancellationToken);
            Tell(changes, team, new("team.close", null, null, null, new Dictionary<string, string?>
            {
                ["membersBefore"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{members}"),
            }));
        }, cancellationToken);

    /// <summary>The team can be acted for again; who was in it does not come back by that.</summary>
    /// <exception cref="DomainException">It is not closed.</exception>
    public Task<Receipt> ReopenAsync(Actor actor, Guid id, int? seenVersion, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, seenVersion, (_, changes, team) =>
        {
            team.Reopen();
            Tell(changes, team, new("team.reopen", null, null, null));
            return Task.CompletedTask;
        }, cancellationToken);

    private static async Task<int> EmptyAsync(PortalDbContext context, ChangeSet changes, Team team, CancellationToken cancellationToken)
    {
        var members = await context.Memberships.Where(membership => membership.TeamId == team.Id).ToListAsync(cancellationToken);
        context.Memberships.RemoveRange(members);
        foreach (var member in members)
        {
            await changes.PublishSessionsAsync(new(member.Issuer, member.Subject), cancellationToken);
        }

        foreach (var grant in await context.AccountGrants.Where(grant => grant.TeamId == team.Id).ToListAsync(cancellationToken))
        {
            context.Remove(grant);
            changes.Audit(
                new(SubjectKind.Account, grant.AccountId, [team.Id]),
                new("account.grant.take-away", null, null, "The team was closed", new Dictionary<string, string?> { ["team"] = team.Id.ToString() }));
            changes.Publish(SubjectKind.Account, Guid.Empty, 0);
        }

        return members.Count;
    }

    private static async Task RefuseOwnerAsync(PortalDbContext context, Team team, CancellationToken cancellationToken)
    {
        string[] owned =
        [
            .. Said(await context.Accounts.CountAsync(
                account => account.TeamId == team.Id && account.Stage != AccountStage.Retired, cancellationToken), "AWS account"),
            .. Said(await context.EndpointServices.CountAsync(
                service => service.TeamId == team.Id && !EndedServices.Contains(service.Stage), cancellationToken), "service"),
            .. Said(await context.Connections.CountAsync(
                connection => connection.ConsumerTeamId == team.Id && !EndedConnections.Contains(connection.Stage), cancellationToken), "connection"),
        ];
        if (owned.Length > 0)
        {
            throw new DomainException($"{team.Name} still owns {string.Join(" and ", owned)}. Withdraw, delete or retire what it owns first.");
        }
    }

    private static IEnumerable<string> Said(int count, string what) => count switch { 0 => [], 1 => [$"1 {what}"], _ => [$"{count} {what}s"] };

    private Task<Receipt> ChangeAsync(
        Actor actor, Guid id, int? seenVersion, Func<PortalDbContext, ChangeSet, Team, Task> change, CancellationToken cancellationToken)
    {
        RequireAdmin(actor);
        return runner.RunAsync(actor, null, async (context, changes) =>
        {
            var team = await context.Teams.SingleOrDefaultAsync(team => team.Id == id, cancellationToken) ?? throw new SubjectNotFoundException("team");
            if (seenVersion is { } seen && seen != team.Version)
            {
                throw new SomeoneWasFasterException("the team");
            }

            await change(context, changes, team);
            return ReceiptOf(team);
        }, cancellationToken);
    }

    private static string NameOf(TeamInput input)
    {
        var errors = new InputErrors();
        var name = errors.Name(input.Name, "name", Team.LongestName, "what people call the team");
        errors.ThrowIfAny();
        return name;
    }

    private static async Task RefuseTakenAsync(PortalDbContext context, string name, Guid? exceptId, CancellationToken cancellationToken)
    {
        if (await context.Teams.AsNoTracking().SingleOrDefaultAsync(team => team.Name == name && team.Id != exceptId, cancellationToken) is { } other)
        {
            throw new InvalidInputException([new("name", other.ClosedAt is null
                ? "Another team has this name. Choose another one."
                : "A closed team has this name. Choose another one, or open that team again.")]);
        }
    }

    private static void Tell(ChangeSet changes, Team team, DomainEvent happened)
    {
        changes.Audit(Subject.Of(SubjectKind.Team, team.Id, team.Id), happened);
        changes.Publish(SubjectKind.Team, team.Id, team.Version);
    }

    private static Dictionary<string, string?> Named(string name) => new() { ["name"] = name };

    private static Receipt ReceiptOf(Team team) => new(team.Id, team.ClosedAt is null ? "Open" : "Closed", team.Version);

    private static void RequireAdmin(Actor actor)
    {
        if (!actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException("Only network admins make, rename and close teams.");
        }
    }
}
