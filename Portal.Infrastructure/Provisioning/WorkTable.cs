using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>A reconciler's hold on one piece of work.</summary>
/// <param name="Fence">Rises with every claim; what carries an older one is refused.</param>
/// <param name="Wakes">The wake-ups counted when it was claimed.</param>
public sealed record Claim(SubjectKind Kind, Guid Id, long Fence, long Wakes);

/// <summary>The statements on the work table that more than one part of the portal needs; all times are the database's.</summary>
public static class WorkTable
{
    /// <summary>How long a claim holds without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>How long a job is trusted to be on its way before the work is handed out again.</summary>
    public static readonly TimeSpan NudgeLife = TimeSpan.FromSeconds(5);

    /// <summary>Makes work due now; in the transaction of what made it so.</summary>
    public static async Task WakeAsync(PortalDbContext context, SubjectKind kind, Guid id, CancellationToken cancellationToken)
    {
        var name = kind.ToString();
        var conditions = System.Text.Encoding.UTF8.GetString(Domain.CanonicalJson.Bytes(WorkConditions.Unknown));
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into work (kind, id, fence, wakes, due_at, observed_generation, conditions)
            values ({name}, {id}, 0, 1, portal_now(), 0, {conditions}::jsonb)
            on conflict (kind, id) do update set due_at = least(coalesce(work.due_at, portal_now()), portal_now()), wakes = work.wakes + 1, nudged_until = null
            """,
            cancellationToken);
        await context.Database.ExecuteSqlAsync($"select pg_notify({ChangeChannels.Due}, '')", cancellationToken);
    }

    /// <summary>Takes work that is due and that nobody holds.</summary>
    /// <returns>None when it is not due, or somebody else has it.</returns>
    /// <remarks>Waits for a locked row as long as the session may wait for a lock, and fails then.</remarks>
    public static async Task<Claim?> ClaimAsync(PortalDbContext context, SubjectKind kind, Guid id, string worker, CancellationToken cancellationToken)
    {
        var name = kind.ToString();
        var rows = await context.Database.SqlQuery<ClaimedRow>(
            $"""
            update work set fence = fence + 1, lease_owner = {worker}, lease_until = portal_now() + {Lease}
            where kind = {name} and id = {id} and due_at <= portal_now() and (lease_until is null or lease_until <= portal_now())
            returning fence, wakes
            """).ToListAsync(cancellationToken);
        return rows is [var row] ? new Claim(kind, id, row.Fence, row.Wakes) : null;
    }

    /// <summary>Lets go of the job that was made of the work: it found the row locked, and another one is to be made as soon as it is free.</summary>
    public static Task HandBackAsync(PortalDbContext context, SubjectKind kind, Guid id, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"select pg_notify({ChangeChannels.Due}, {$"{kind}:{id}"})", cancellationToken);

    /// <summary>The work that an announcement hands back; none for any other wake-up.</summary>
    public static (string Kind, Guid Id)? HandedBack(string announcement) =>
        announcement.Split(':') is [var kind, var text] && Guid.TryParse(text, out var id) ? (kind, id) : null;

    /// <returns>Whether the claim still holds.</returns>
    public static async Task<bool> RenewAsync(PortalDbContext context, Claim claim, CancellationToken cancellationToken)
    {
        var name = claim.Kind.ToString();
        return await context.Database.ExecuteSqlAsync(
            $"update work set lease_until = portal_now() + {Lease} where kind = {name} and id = {claim.Id} and fence = {claim.Fence}",
            cancellationToken) == 1;
    }

    /// <summary>Locks the work row for the transaction under way, if the claim still holds.</summary>
    public static async Task<bool> HoldAsync(PortalDbContext context, Claim claim, CancellationToken cancellationToken)
    {
        var name = claim.Kind.ToString();
        return (await context.Database.SqlQuery<long>(
            $"""select fence as "Value" from work where kind = {name} and id = {claim.Id} and fence = {claim.Fence} for update""")
            .ToListAsync(cancellationToken)).Count == 1;
    }

    /// <summary>Gives the work back: due again after a while, or at once if somebody woke it meanwhile.</summary>
    /// <param name="after">None when nothing is left to do.</param>
    public static async Task ReleaseAsync(PortalDbContext context, Claim claim, TimeSpan? after, CancellationToken cancellationToken)
    {
        var name = claim.Kind.ToString();
        await context.Database.ExecuteSqlAsync(
            $"""
            update work set lease_until = null, lease_owner = null, nudged_until = null,
                due_at = case when wakes <> {claim.Wakes} then portal_now() else portal_now() + {after} end
            where kind = {name} and id = {claim.Id} and fence = {claim.Fence}
            """,
            cancellationToken);
        await context.Database.ExecuteSqlAsync($"select pg_notify({ChangeChannels.Due}, '')", cancellationToken);
    }

    /// <summary>Hands out work that is due, that nobody holds and for which no job is on its way. What somebody has locked is left for the next time.</summary>
    public static async Task<IReadOnlyList<DueWork>> HandOutAsync(PortalDbContext context, int most, CancellationToken cancellationToken) =>
        await context.Database.SqlQuery<DueWork>(
            $"""
            update work set nudged_until = portal_now() + {NudgeLife}
            from (
                select kind, id from work
                where due_at <= portal_now() and (lease_until is null or lease_until <= portal_now()) and (nudged_until is null or nudged_until <= portal_now())
                order by due_at limit {most} for update skip locked) due
            where work.kind = due.kind and work.id = due.id
            returning work.kind, work.id, work.fence
            """).ToListAsync(cancellationToken);

    /// <summary>How long until the next work can be handed out; none when there is none.</summary>
    public static async Task<TimeSpan?> UntilNextAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        (await context.Database.SqlQuery<TimeSpan?>(
            $"""select min(greatest(due_at, lease_until, nudged_until)) - portal_now() as "Value" from work where due_at is not null""")
            .ToListAsync(cancellationToken)).Single();

    /// <summary>The database's clock.</summary>
    public static async Task<DateTimeOffset> NowAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        (await context.Database.SqlQuery<DateTimeOffset>($"""select portal_now() as "Value" """).ToListAsync(cancellationToken)).Single();

    private sealed record ClaimedRow(long Fence, long Wakes);
}

/// <summary>A piece of work that can be claimed now.</summary>
/// <param name="Fence">That of the last claim: the same as long as nobody has taken the work up.</param>
public sealed record DueWork(string Kind, Guid Id, long Fence);
