using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>The statements on the work table that more than one part of the portal needs; all times are the database's.</summary>
public static class WorkTable
{
    /// <summary>How long a claim holds without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    private const int MostWokenForRoom = 5;

    /// <summary>Makes work due now; in the transaction of what made it so.</summary>
    /// <exception cref="InvalidOperationException">There is no such work, and its scope is not told.</exception>
    public static async Task WakeAsync(PortalDbContext context, IReadOnlyCollection<Wake> wakes, CancellationToken cancellationToken)
    {
        if (wakes.Count == 0)
        {
            return;
        }

        // In one order everywhere: who locks work rows in two orders waits for itself.
        var ordered = wakes.DistinctBy(wake => (wake.Kind, wake.Id)).OrderBy(wake => wake.Kind.ToString(), StringComparer.Ordinal).ThenBy(wake => wake.Id)
            .ToList();
        await InsertAsync(context, [.. ordered.Where(wake => wake.Scope is not null)], cancellationToken);
        var (kinds, ids) = Keys(ordered.Select(wake => (wake.Kind, wake.Id)));
        var woken = await context.Database.ExecuteSqlAsync(
            $"""
            update work set due_at = least(coalesce(work.due_at, portal_now()), portal_now()), wakes = work.wakes + 1, priority = {WorkPriority.Woken}
            from (
                select row.kind, row.id from work row join unnest({kinds}, {ids}) as wanted(kind, id) on row.kind = wanted.kind and row.id = wanted.id
                order by row.kind, row.id for update of row) locked
            where work.kind = locked.kind and work.id = locked.id
            """,
            cancellationToken);
        if (woken < ordered.Count)
        {
            throw new InvalidOperationException($"{ordered.Count - woken} piece(s) of work cannot be woken, because nobody has said in which scope they are.");
        }

        await AnnounceAsync(context, cancellationToken);
    }

    /// <inheritdoc cref="WakeAsync(PortalDbContext, IReadOnlyCollection{Wake}, CancellationToken)"/>
    public static Task WakeAsync(PortalDbContext context, Wake wake, CancellationToken cancellationToken) => WakeAsync(context, [wake], cancellationToken);

    /// <summary>Makes everything due that waits for a person, in the transaction that takes away what it waited for.</summary>
    /// <param name="accountId">The account in whose scopes it is; none for all.</param>
    public static async Task WakeBlockedAsync(PortalDbContext context, CancellationToken cancellationToken, string? accountId = null)
    {
        await context.Database.ExecuteSqlAsync(
            $"""
            update work set due_at = least(coalesce(work.due_at, portal_now()), portal_now()), wakes = work.wakes + 1, priority = {WorkPriority.Woken}
            from (select kind, id from work where conditions ? 'blocked' and ({accountId}::text is null or account_id = {accountId})
                order by kind, id for update) locked
            where work.kind = locked.kind and work.id = locked.id
            """,
            cancellationToken);
        await AnnounceAsync(context, cancellationToken);
    }

    /// <summary>Makes those due that have waited longest for room within a quota of an account and region, in the transaction that tells of some.</summary>
    /// <remarks>Only a few: how much room there is nobody knows, and each of them costs a call.</remarks>
    public static async Task WakeForRoomAsync(PortalDbContext context, IReadOnlyCollection<AwsScope> scopes, CancellationToken cancellationToken)
    {
        foreach (var scope in scopes)
        {
            var waiting = await context.Database.SqlQuery<WorkKey>(
                $"""
                select kind, id from work
                where account_id = {scope.AccountId} and region = {scope.Region} and due_at is not null and kind = any({KnownKinds})
                    and conditions #>> ARRAY['blocked', 'quota', 'service'] is not null
                order by conditions ->> 'blockedAt' limit {MostWokenForRoom}
                """).ToListAsync(cancellationToken);
            await WakeAsync(context, [.. waiting.Select(row => new Wake(EnumWords.Read<SubjectKind>(row.Kind)!.Value, row.Id))], cancellationToken);
        }
    }

    /// <summary>Takes what is due in a scope and what nobody holds, people's clicks first. What somebody has locked is left for the next time.</summary>
    public static async Task<IReadOnlyList<Claim>> ClaimDueAsync(
        PortalDbContext context, AwsScope scope, string worker, int most, CancellationToken cancellationToken) =>
    [
        .. (await context.Database.SqlQuery<ClaimedRow>(
            $"""
            update work set fence = work.fence + 1, lease_owner = {worker}, lease_until = portal_now() + {Lease}
            from (
                select kind, id from work
                where account_id = {scope.AccountId} and region = {scope.Region} and due_at <= portal_now() and kind = any({KnownKinds})
                    and (lease_until is null or lease_until <= portal_now())
                order by priority, due_at limit {most} for update skip locked) due
            where work.kind = due.kind and work.id = due.id
            returning work.kind, work.id, work.fence, work.wakes
            """).ToListAsync(cancellationToken)).Select(row => new Claim(EnumWords.Read<SubjectKind>(row.Kind)!.Value, row.Id, row.Fence, row.Wakes)),
    ];

    /// <summary>Lengthens claims.</summary>
    /// <returns>Those that still hold.</returns>
    public static async Task<IReadOnlySet<Guid>> RenewAsync(PortalDbContext context, IReadOnlyCollection<Claim> claims, CancellationToken cancellationToken)
    {
        var (kinds, ids) = Keys(claims.Select(claim => (claim.Kind, claim.Id)));
        long[] fences = [.. claims.Select(claim => claim.Fence)];
        return (await context.Database.SqlQuery<Guid>(
            $"""
            update work set lease_until = portal_now() + {Lease}
            from unnest({kinds}, {ids}, {fences}) as held(kind, id, fence)
            where work.kind = held.kind and work.id = held.id and work.fence = held.fence
            returning work.id as "Value"
            """).ToListAsync(cancellationToken)).ToHashSet();
    }

    /// <summary>The wake-ups counted by now, by id, and the database's clock.</summary>
    public static async Task<(IReadOnlyDictionary<Guid, long> Wakes, DateTimeOffset Now)> WakesAsync(
        PortalDbContext context, IReadOnlyCollection<Claim> claims, CancellationToken cancellationToken)
    {
        var (kinds, ids) = Keys(claims.Select(claim => (claim.Kind, claim.Id)));
        var rows = await context.Database.SqlQuery<WakesRow>(
            $"""
            select work.id, work.wakes, portal_now() as now from work
            join unnest({kinds}, {ids}) as held(kind, id) on work.kind = held.kind and work.id = held.id
            """).ToListAsync(cancellationToken);
        return (
            rows.ToDictionary(row => row.Id, row => row.Wakes), rows.Count > 0 ? rows[0].Now.ToUniversalTime() : await NowAsync(context, cancellationToken));
    }

    /// <summary>Locks the work row for the transaction under way, if the claim still holds.</summary>
    /// <returns>None if somebody else has it.</returns>
    public static async Task<HeldWork?> HoldAsync(PortalDbContext context, Claim claim, CancellationToken cancellationToken)
    {
        var kind = claim.Kind.ToString();
        var rows = await context.Database.SqlQuery<HeldWork>(
            $"""select wakes, portal_now() as now from work where kind = {kind} and id = {claim.Id} and fence = {claim.Fence} for update""")
                .ToListAsync(cancellationToken);
        return rows is [var held] ? held : null;
    }

    /// <summary>Locks the work row for the transaction under way, if the claim still holds, and reads it.</summary>
    /// <returns>None if somebody else has it.</returns>
    public static async Task<WorkRow?> HoldRowAsync(PortalDbContext context, Claim claim, CancellationToken cancellationToken)
    {
        var kind = claim.Kind.ToString();
        var rows = await context.Work.FromSql($"select * from work where kind = {kind} and id = {claim.Id} and fence = {claim.Fence} for update")
            .ToListAsync(cancellationToken);
        return rows is [var row] ? row : null;
    }

    /// <summary>Gives work back: due again after a while, or at once if somebody woke it meanwhile.</summary>
    /// <param name="resyncAt">When what rests is due again.</param>
    public static async Task ReleaseAsync(
        PortalDbContext context, IReadOnlyCollection<Release> releases, DateTimeOffset? resyncAt, CancellationToken cancellationToken)
    {
        var (kinds, ids) = Keys(releases.Select(release => (release.Claim.Kind, release.Claim.Id)));
        long[] fences = [.. releases.Select(release => release.Claim.Fence)], wakes = [.. releases.Select(release => release.Claim.Wakes)];
        TimeSpan?[] after = [.. releases.Select(release => release.After)];
        bool[] rests = [.. releases.Select(release => release.Rests)];
        await context.Database.ExecuteSqlAsync(
            $"""
            update work set lease_until = null, lease_owner = null,
                due_at = case when work.wakes <> done.wakes then portal_now()
                    when done.rests then least({resyncAt}, portal_now() + done.after) else portal_now() + done.after end,
                priority = case
                    when work.wakes <> done.wakes then {WorkPriority.Woken} when done.rests then {WorkPriority.Resync} else {WorkPriority.Progress} end
            from unnest({kinds}, {ids}, {fences}, {wakes}, {after}, {rests}) as done(kind, id, fence, wakes, after, rests)
            where work.kind = done.kind and work.id = done.id and work.fence = done.fence
            """,
            cancellationToken);
    }

    /// <summary>Writes what was observed of work about which nothing new is to be told, and gives it back.</summary>
    public static async Task ReleaseQuietlyAsync(
        PortalDbContext context, IReadOnlyCollection<QuietRelease> releases, DateTimeOffset? resyncAt, CancellationToken cancellationToken)
    {
        var (kinds, ids) = Keys(releases.Select(one => (one.Release.Claim.Kind, one.Release.Claim.Id)));
        long[] fences = [.. releases.Select(one => one.Release.Claim.Fence)], generations = [.. releases.Select(one => one.ObservedGeneration)];
        string[] observations = [.. releases.Select(one => one.Observation)], conditions = [.. releases.Select(one => Text(one.Conditions))];
        DateTimeOffset[] times = [.. releases.Select(one => one.ObservedAt)];
        await context.Database.ExecuteSqlAsync(
            $"""
            update work set
                observation = seen.observation::jsonb, observed_at = seen.at, observed_generation = seen.generation, conditions = seen.conditions::jsonb
            from unnest({kinds}, {ids}, {fences}, {observations}, {times}, {generations}, {conditions})
                as seen(kind, id, fence, observation, at, generation, conditions)
            where work.kind = seen.kind and work.id = seen.id and work.fence = seen.fence
            """,
            cancellationToken);
        await ReleaseAsync(context, [.. releases.Select(one => one.Release)], resyncAt, cancellationToken);
    }

    /// <summary>The database's clock.</summary>
    public static async Task<DateTimeOffset> NowAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        (await context.Database.SqlQuery<DateTimeOffset>($"""select portal_now() as "Value" """).ToListAsync(cancellationToken)).Single();

    internal static Task AnnounceAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"select pg_notify({ChangeChannels.Due}, '')", cancellationToken);

    // A kind that only a newer version knows is for that one to do.
    internal static readonly string[] KnownKinds = [nameof(SubjectKind.Service), nameof(SubjectKind.Connection)];

    private static async Task InsertAsync(PortalDbContext context, IReadOnlyList<Wake> wakes, CancellationToken cancellationToken)
    {
        if (wakes.Count == 0)
        {
            return;
        }

        var (kinds, ids) = Keys(wakes.Select(wake => (wake.Kind, wake.Id)));
        string[] accounts = [.. wakes.Select(wake => wake.Scope!.AccountId)], regions = [.. wakes.Select(wake => wake.Scope!.Region)];
        var conditions = Text(WorkConditions.Unknown);
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into work (kind, id, account_id, region, priority, fence, wakes, observed_generation, conditions)
            select kind, id, account_id, region, {WorkPriority.Woken}, 0, 0, 0, {conditions}::jsonb
            from unnest({kinds}, {ids}, {accounts}, {regions}) as woken(kind, id, account_id, region)
            on conflict (kind, id) do update set account_id = excluded.account_id, region = excluded.region
            where (work.account_id, work.region) <> (excluded.account_id, excluded.region)
            """,
            cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into work_scope (account_id, region, fence, failures)
            select distinct account_id, region, 0, 0 from unnest({accounts}, {regions}) as woken(account_id, region)
            on conflict (account_id, region) do nothing
            """,
            cancellationToken);
    }

    private static (string[] Kinds, Guid[] Ids) Keys(IEnumerable<(SubjectKind Kind, Guid Id)> keys)
    {
        var all = keys.ToList();
        return ([.. all.Select(key => key.Kind.ToString())], [.. all.Select(key => key.Id)]);
    }

    private static string Text(WorkConditions conditions) => Encoding.UTF8.GetString(CanonicalJson.Bytes(conditions));

    private sealed record ClaimedRow(string Kind, Guid Id, long Fence, long Wakes);

    private sealed record WorkKey(string Kind, Guid Id);

    private sealed record WakesRow(Guid Id, long Wakes, DateTimeOffset Now);
}
