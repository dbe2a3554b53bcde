using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Security;

/// <summary>What people read of invitations: network admins and auditors of all, whoever holds a link of that one.</summary>
public sealed class InvitationQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The newest first, of one team or of all.</summary>
    /// <exception cref="AccessRefusedException">The actor is neither network admin nor auditor.</exception>
    public async Task<Page<InvitationView>> ListAsync(
        Actor actor, Guid? teamId, bool isOpen, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        if (!actor.SeesEverything)
        {
            throw new AccessRefusedException("Only network admins and auditors see invitations.");
        }

        var (take, after, now) = (Cursor.Limit(limit), Cursor.Parse(cursor), clock.GetUtcNow());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = teamId is null ? context.Invitations : context.Invitations.Where(row => row.TeamId == teamId);
        rows = isOpen ? rows.Where(row => row.UsedAt == null && row.WithdrawnAt == null && row.ExpiresAt > now) : rows;
        rows = after is null ? rows : rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.CreatedAt, row.Id), ValueTuple.Create(after.At, after.Id)));
        var read = await ViewsAsync(
            context, rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(take + 1), cancellationToken);
        return read.ToPage(take, view => new Cursor(view.CreatedAt, view.Id), view => view);
    }

    /// <summary>The invitation that a link holds.</summary>
    /// <exception cref="InvitationRefusedException">It lets nobody in.</exception>
    public async Task<InvitationView> OpenAsync(string? secret, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var hash = SecretText.CanBe(secret) ? SecretText.Hash(secret!) : throw new InvitationRefusedException(InvitationProblem.NotOurs);
        var row = await context.Invitations.AsNoTracking().SingleOrDefaultAsync(row => row.Sha256 == hash, cancellationToken)
            ?? throw new InvitationRefusedException(InvitationProblem.NotOurs);
        await RequireOpenAsync(context, row, clock.GetUtcNow(), cancellationToken);
        return (await ViewsAsync(context, context.Invitations.Where(one => one.Id == row.Id), cancellationToken)).Single();
    }

    /// <exception cref="InvitationRefusedException">It lets nobody in.</exception>
    internal static async Task RequireOpenAsync(PortalDbContext context, Invitation row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        InvitationProblem? problem = row.UsedAt is not null ? InvitationProblem.Used
            : row.WithdrawnAt is not null ? InvitationProblem.Withdrawn
            : row.ExpiresAt <= now ? InvitationProblem.Expired
            : await context.Teams.AnyAsync(team => team.Id == row.TeamId && team.ClosedAt != null, cancellationToken) ? InvitationProblem.Withdrawn
            : row.Roles.Contains(TeamRole.Unknown) ? InvitationProblem.NotOurs
            : null;
        if (problem is { } wrong)
        {
            throw new InvitationRefusedException(wrong);
        }
    }

    private static async Task<IReadOnlyList<InvitationView>> ViewsAsync(
        PortalDbContext context, IQueryable<Invitation> rows, CancellationToken cancellationToken)
    {
        var read = await (
            from row in rows
            join team in context.Teams on row.TeamId equals team.Id
            join maker in context.People on new { Issuer = row.MadeByIssuer, Subject = row.MadeBySubject } equals new { maker.Issuer, maker.Subject }
                into makers
            from maker in makers.DefaultIfEmpty()
            orderby row.CreatedAt descending, row.Id descending
            select new { Row = row, team.Name, Maker = maker == null ? row.MadeBySubject : maker.Name }).AsNoTracking().ToListAsync(cancellationToken);
        return [.. read.Select(one => new InvitationView(
            one.Row.Id, new TeamView(one.Row.TeamId, one.Name), one.Row.Roles, one.Row.Guest, one.Maker, one.Row.CreatedAt, one.Row.ExpiresAt, one.Row.UsedAt,
            one.Row.WithdrawnAt, one.Row.Version))];
    }
}
