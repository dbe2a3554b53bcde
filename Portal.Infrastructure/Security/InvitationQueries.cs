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
        Actor actor, Guid? teamId, bool isOpen, string? cursor, int? limit, CancellationToken cancellationToken, ListOrder order = ListOrder.Newest)
    {
        var (take, after) = (Cursor.Limit(limit), Cursor.Parse(cursor));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var page = Of(context, actor, teamId, isOpen).PageBy(row => row.CreatedAt, row => row.Id, order, after, take + 1);
        var newest = await ViewsAsync(context, page, cancellationToken);
        var read = order == ListOrder.Oldest ? [.. newest.Reverse()] : newest;
        return read.ToPage(take, view => new Cursor(view.CreatedAt, view.Id), view => view);
    }

    /// <summary>How many of them there are.</summary>
    /// <exception cref="AccessRefusedException">The actor is neither network admin nor auditor.</exception>
    public async Task<CappedCount> CountAsync(Actor actor, Guid? teamId, bool isOpen, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Of(context, actor, teamId, isOpen).OrderByDescending(row => row.CreatedAt).CountCappedAsync(cancellationToken);
    }

    private IQueryable<Invitation> Of(PortalDbContext context, Actor actor, Guid? teamId, bool isOpen)
    {
        if (!actor.SeesEverything)
        {
            throw new AccessRefusedException("Only network admins and auditors see invitations.");
        }

        var now = clock.GetUtcNow();
        var rows = teamId is null ? context.Invitations : context.Invitations.Where(row => row.TeamId == teamId);
        return isOpen ? rows.Where(row => row.UsedAt == null && row.WithdrawnAt == null && row.ExpiresAt > now) : rows;
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
