using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Audit;

/// <summary>What people read of the history.</summary>
public sealed class AuditQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The history as the actor's teams may read it, newest first; of one subject, or of all.</summary>
    public async Task<Page<AuditView>> ListAsync(
        Actor actor, SubjectKind? kind, string? subjectId, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var take = Cursor.Limit(limit);
        InputErrors.ThrowIfUnkeepable(subjectId, "subjectId");
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var after = Cursor.Parse(cursor);
        var rows = subjectId is not null
            ? await NewestOfAllAsync(Visible(context, actor).Where(row => row.SubjectId == subjectId))
            : actor.SeesEverything
                ? await NewestOfAllAsync(context.AuditRows)
                : await NewestOfTeamsAsync(
                    context, actor.TeamIds, after, readers => kind is { } wanted ? readers.WhereIs(reader => reader.SubjectKind, wanted) : readers, take + 1,
                    cancellationToken);
        var views = await ViewsAsync(context, rows, await NamesAsync(context, rows, cancellationToken), cancellationToken);
        return views.ToPage(take, view => new Cursor(view.At, view.Id), view => view);

        async Task<IReadOnlyList<AuditRow>> NewestOfAllAsync(IQueryable<AuditRow> all)
        {
            all = kind is { } wanted ? all.WhereIs(row => row.SubjectKind, wanted) : all;
            all = after is null ? all : all.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.At, row.Id), ValueTuple.Create(after.At, after.Id)));
            return await Newest(all, take + 1).ToListAsync(cancellationToken);
        }
    }

    /// <summary>What happened last to anything, without who signed in.</summary>
    public async Task<IReadOnlyList<AuditView>> LastDoneAsync(Actor actor, int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = actor.SeesEverything
            ? await Newest(context.AuditRows.Where(row => row.SubjectKind != SubjectKind.Session), take).ToListAsync(cancellationToken)
            : await NewestOfTeamsAsync(
                context, actor.TeamIds, null, readers => readers.Where(reader => reader.SubjectKind != SubjectKind.Session), take, cancellationToken);
        return await ViewsAsync(context, rows, await NamesAsync(context, rows, cancellationToken), cancellationToken);
    }

    /// <summary>The newest lines of one subject's history.</summary>
    internal static async Task<IReadOnlyList<AuditView>> NewestAsync(
        PortalDbContext context, Actor actor, SubjectKind kind, Guid id, int take, CancellationToken cancellationToken)
    {
        var rows = await NewestRowsAsync(context, actor, kind, id, take, cancellationToken);
        return await ViewsAsync(context, rows, await NamesAsync(context, rows, cancellationToken), cancellationToken);
    }

    /// <summary>The newest lines of one subject's history, for a caller that has found out that the reader may see all of it.</summary>
    internal static async Task<IReadOnlyList<AuditView>> NewestOfSubjectAsync(
        PortalDbContext context, SubjectKind kind, string id, int take, CancellationToken cancellationToken)
    {
        var rows = await Newest(context.AuditRows.Where(row => row.SubjectKind == kind && row.SubjectId == id), take).ToListAsync(cancellationToken);
        return await ViewsAsync(context, rows, await NamesAsync(context, rows, cancellationToken), cancellationToken);
    }

    /// <summary>What happened last to a team and to what its people may do for it, for a caller that has found out that the reader may see it.</summary>
    internal static async Task<IReadOnlyList<AuditView>> NewestOfTeamAsync(PortalDbContext context, Guid teamId, int take, CancellationToken cancellationToken)
    {
        var rows = await NewestOfTeamsAsync(
            context, [teamId], null, readers => readers.Where(reader => reader.SubjectKind == SubjectKind.Team || reader.SubjectKind == SubjectKind.Person),
            take, cancellationToken);
        return await ViewsAsync(context, rows, await NamesAsync(context, rows, cancellationToken), cancellationToken);
    }

    /// <summary>The same for a caller that has more names to look up.</summary>
    internal static async Task<IReadOnlyList<AuditRow>> NewestRowsAsync(
        PortalDbContext context, Actor actor, SubjectKind kind, Guid id, int take, CancellationToken cancellationToken)
    {
        var subject = id.ToString();
        return await Newest(Visible(context, actor).Where(row => row.SubjectKind == kind && row.SubjectId == subject), take).ToListAsync(cancellationToken);
    }

    internal static async Task<IReadOnlyList<AuditView>> ViewsAsync(
        PortalDbContext context, IReadOnlyList<AuditRow> rows, PersonNames names, CancellationToken cancellationToken)
    {
        var kinds = await UnknownKindsAsync(context, rows, cancellationToken);
        return [.. rows.Select(row => AuditView.Of(row, names, kinds))];
    }

    /// <summary>What the services, connections, teams and people that these rows are about are called; who may read a row may know it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SubjectsAsync(IReadOnlyList<AuditView> rows, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var names = await SubjectNames.ReadAsync(context, Ids(rows, SubjectKind.Service, SubjectKind.Connection), cancellationToken);
        if (Ids(rows, SubjectKind.Team) is { Length: > 0 } teams)
        {
            (await context.Teams.Where(team => teams.Contains(team.Id)).Select(team => new { team.Id, team.Name }).ToListAsync(cancellationToken))
                .ForEach(team => names[team.Id] = team.Name);
        }

        if (Ids(rows, SubjectKind.Person) is { Length: > 0 } people)
        {
            (await context.People.Where(person => people.Contains(person.Id)).Select(person => new { person.Id, person.Name }).ToListAsync(cancellationToken))
                .ForEach(person => names[person.Id] = person.Name);
        }

        return names.ToDictionary(named => named.Key.ToString(), named => named.Value);
    }

    private static Guid[] Ids(IReadOnlyList<AuditView> rows, params SubjectKind[] kinds) =>
        [.. rows.Where(row => kinds.Contains(row.SubjectKind)).Select(row => Guid.TryParse(row.SubjectId, out var id) ? id : Guid.Empty).Distinct()];

    /// <summary>
    /// What has been committed since, oldest first: for callers that follow along. Nothing is told while an older transaction may still add to it,
    /// so nothing is ever left out.
    /// </summary>
    public async Task<Page<AuditView>> AfterAsync(Actor actor, string? after, int? limit, CancellationToken cancellationToken)
    {
        var take = Cursor.Limit(limit);
        var last = EventCursor.Parse(after);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Every transaction below it has ended, and what it wrote can be seen.
        var settled = (await context.Database.SqlQuery<decimal>($"""select pg_snapshot_xmin(pg_current_snapshot())::text::numeric as "Value" """)
            .ToListAsync(cancellationToken)).Select(decimal.ToUInt64).Single();
        var rows = await Visible(context, actor).AsNoTracking()
            .Select(row => new { Row = row, Transaction = EF.Property<ulong>(row, AuditConfiguration.Transaction) })
            .Where(written => written.Transaction < settled)
            .Where(written => EF.Functions.GreaterThan(ValueTuple.Create(written.Transaction, written.Row.Id), ValueTuple.Create(last.Transaction, last.Id)))
            .OrderBy(written => written.Transaction).ThenBy(written => written.Row.Id).Take(take).ToListAsync(cancellationToken);
        List<AuditRow> told = [.. rows.Select(written => written.Row)];
        // Always a cursor: the caller comes back with it for what has not happened yet.
        var next = rows is [.., var newest] ? new EventCursor(newest.Transaction, newest.Row.Id) : last;
        return new(await ViewsAsync(context, told, await NamesAsync(context, told, cancellationToken), cancellationToken), next.ToString());
    }

    /// <summary>Compares every row with its bytes, and those with their hash.</summary>
    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await new AuditVerifier(context).RunAsync(cancellationToken);
    }

    private static IQueryable<AuditRow> Newest(IQueryable<AuditRow> rows, int take) =>
        rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(take).AsNoTracking();

    /// <summary>
    /// The newest of all that the actor's teams may read. Of each team by key, and the keys alone: so it costs the same however much there is of others, and
    /// PostgreSQL has no join to guess at.
    /// </summary>
    private static async Task<IReadOnlyList<AuditRow>> NewestOfTeamsAsync(
        PortalDbContext context, IEnumerable<Guid> teams, Cursor? after, Func<IQueryable<AuditReaderRow>, IQueryable<AuditReaderRow>> filter, int take,
        CancellationToken cancellationToken)
    {
        var ofTeams = teams.Select(team => filter(context.AuditReaders.Where(reader => reader.TeamId == team)))
            .Select(readers => after is null
                ? readers
                : readers.Where(reader => EF.Functions.LessThan(ValueTuple.Create(reader.At, reader.Id), ValueTuple.Create(after.At, after.Id))))
            .Select(readers => readers.OrderByDescending(reader => reader.At).ThenByDescending(reader => reader.Id).Take(take)
                .Select(reader => new { reader.At, reader.Id }))
            .ToList();
        var keys = ofTeams.Count == 0 ? [] : await ofTeams.Aggregate((some, more) => some.Concat(more)).ToListAsync(cancellationToken);
        var newest = keys.Distinct().OrderByDescending(key => key.At).ThenByDescending(key => key.Id).Take(take).ToList();
        var (times, ids) = (newest.ConvertAll(key => key.At), newest.ConvertAll(key => key.Id));
        return await Newest(context.AuditRows.Where(row => times.Contains(row.At) && ids.Contains(row.Id)), take).ToListAsync(cancellationToken);
    }

    private static IQueryable<AuditRow> Visible(PortalDbContext context, Actor actor)
    {
        var teams = actor.TeamIds.ToArray();
        return actor.SeesEverything ? context.AuditRows : context.AuditRows.Where(row => row.TeamIds.Any(team => teams.Contains(team)));
    }

    /// <summary>The kinds of subject that only a newer version of the portal knows.</summary>
    private static async Task<Dictionary<Guid, string>> UnknownKindsAsync(
        PortalDbContext context, IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.SubjectKind == SubjectKind.Unknown).Select(row => row.Id).ToArray();
        var texts = ids.Length == 0 ? [] : await context.AuditRows.Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, Text = (string)(object)row.SubjectKind }).ToListAsync(cancellationToken);
        return texts.ToDictionary(row => row.Id, row => row.Text);
    }

    private static Task<PersonNames> NamesAsync(PortalDbContext context, IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken) =>
        PersonNames.ReadAsync(context, rows.Select(row => row.ActorSubject), cancellationToken);
}
