using Microsoft.EntityFrameworkCore;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>The statements on scopes: which job is at which, and where AWS does not answer. All times are the database's.</summary>
public static class ScopeTable
{
    /// <summary>How long a job is trusted to be on its way before the scope is enqueued again.</summary>
    public static readonly TimeSpan EnqueuedLife = TimeSpan.FromSeconds(5);

    /// <summary>The longest time for which nobody asks AWS where it did not answer.</summary>
    public static readonly TimeSpan LongestClosed = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstClosed = TimeSpan.FromSeconds(5);

    /// <summary>Marks scopes in which something is due as enqueued. What somebody has locked is left for the next time.</summary>
    public static async Task<IReadOnlyList<DueScope>> EnqueueDueAsync(PortalDbContext context, int most, CancellationToken cancellationToken) =>
        await context.Database.SqlQuery<DueScope>(
            $"""
            update work_scope set enqueued_until = portal_now() + {EnqueuedLife}
            from (
                select free.account_id, free.region from work_scope free
                join (
                    select account_id, region, min(priority) as priority, min(due_at) as due_at from work
                    where due_at <= portal_now() and (lease_until is null or lease_until <= portal_now()) and kind = any({WorkTable.KnownKinds})
                    group by account_id, region) due on due.account_id = free.account_id and due.region = free.region
                where (free.lease_until is null or free.lease_until <= portal_now()) and (free.enqueued_until is null or free.enqueued_until <= portal_now())
                    and (free.closed_until is null or free.closed_until <= portal_now())
                order by due.priority, due.due_at limit {most} for update of free skip locked) due
            where work_scope.account_id = due.account_id and work_scope.region = due.region
            returning work_scope.account_id as "AccountId", work_scope.region, work_scope.fence, work_scope.failures
            """).ToListAsync(cancellationToken);

    /// <summary>How long until something can be enqueued; none when there is nothing to do.</summary>
    /// <remarks>What is not due yet is found by the index; what is due and cannot be taken yet is little, and waits for its scope.</remarks>
    public static async Task<TimeSpan?> UntilNextAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        (await context.Database.SqlQuery<TimeSpan?>(
            $"""
            select least(
                (select min(due_at) from work where due_at > portal_now() and kind = any({WorkTable.KnownKinds})),
                (select min(greatest(due.free_at, scope.lease_until, scope.enqueued_until, scope.closed_until)) from (
                    select account_id, region, min(greatest(due_at, lease_until)) as free_at from work
                    where due_at <= portal_now() and kind = any({WorkTable.KnownKinds}) group by account_id, region) due
                join work_scope scope on scope.account_id = due.account_id and scope.region = due.region)) - portal_now() as "Value"
            """).ToListAsync(cancellationToken)).Single();

    /// <returns>None when another job is at it.</returns>
    /// <remarks>Does not wait for a locked row: whoever holds it may be frozen.</remarks>
    public static async Task<ScopeClaim?> ClaimAsync(PortalDbContext context, AwsScope scope, string worker, CancellationToken cancellationToken)
    {
        var rows = await context.Database.SqlQuery<long>(
            $"""
            update work_scope set fence = work_scope.fence + 1, lease_owner = {worker}, lease_until = portal_now() + {WorkTable.Lease}, enqueued_until = null
            from (
                select account_id, region from work_scope
                where account_id = {scope.AccountId} and region = {scope.Region} and (lease_until is null or lease_until <= portal_now())
                for update skip locked) free
            where work_scope.account_id = free.account_id and work_scope.region = free.region
            returning work_scope.fence as "Value"
            """).ToListAsync(cancellationToken);
        return rows is [var fence] ? new(scope, fence) : null;
    }

    /// <returns>Whether the claim still holds.</returns>
    public static async Task<bool> RenewAsync(PortalDbContext context, ScopeClaim claim, CancellationToken cancellationToken) =>
        await context.Database.ExecuteSqlAsync(
            $"""
            update work_scope set lease_until = portal_now() + {WorkTable.Lease}
            where account_id = {claim.Scope.AccountId} and region = {claim.Scope.Region} and fence = {claim.Fence}
            """,
            cancellationToken) == 1;

    /// <summary>Lets go of the scope, and tells whoever enqueues.</summary>
    public static async Task ReleaseAsync(PortalDbContext context, ScopeClaim claim, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlAsync(
            $"""
            update work_scope set lease_until = null, lease_owner = null
            where account_id = {claim.Scope.AccountId} and region = {claim.Scope.Region} and fence = {claim.Fence}
            """,
            cancellationToken);
        await WorkTable.AnnounceAsync(context, cancellationToken);
    }

    /// <summary>When what rests in the scope is due again: together with what rests already, unless that is too soon to be worth it.</summary>
    /// <param name="interval">The longest time between two observations of something at rest.</param>
    public static async Task<DateTimeOffset> ResyncAtAsync(PortalDbContext context, AwsScope scope, TimeSpan interval, CancellationToken cancellationToken)
    {
        var soonest = interval / 2;
        return (await context.Database.SqlQuery<DateTimeOffset>(
            $"""
            update work_scope set resync_at =
                case when resync_at between portal_now() + {soonest} and portal_now() + {interval} then resync_at else portal_now() + {interval} end
            where account_id = {scope.AccountId} and region = {scope.Region} returning resync_at as "Value"
            """).ToListAsync(cancellationToken)).Single();
    }

    /// <summary>The scopes in which AWS did not answer last, and how long nobody asks there.</summary>
    public static async Task<IReadOnlyDictionary<AwsScope, TimeSpan>> SilentAsync(PortalDbContext context, CancellationToken cancellationToken) =>
        (await context.Database.SqlQuery<SilentRow>(
            $"""
            select account_id as "AccountId", region, coalesce(closed_until - portal_now(), '0') as remaining from work_scope where failures > 0
            """).ToListAsync(cancellationToken))
        .ToDictionary(row => new AwsScope(row.AccountId, row.Region), row => row.Remaining);

    /// <summary>AWS did not answer there: nobody asks for a while, longer each time.</summary>
    public static async Task CloseAsync(PortalDbContext context, AwsScope scope, CancellationToken cancellationToken) =>
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into work_scope as scope (account_id, region, fence, failures, closed_until)
            values ({scope.AccountId}, {scope.Region}, 0, 1, portal_now() + {FirstClosed})
            on conflict (account_id, region) do update set failures = scope.failures + 1,
                closed_until = portal_now() + least({LongestClosed}, {FirstClosed} * power(2, least(scope.failures, 10)))
            """,
            cancellationToken);

    /// <summary>AWS answers there again.</summary>
    public static Task OpenAsync(PortalDbContext context, AwsScope scope, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"update work_scope set failures = 0, closed_until = null where account_id = {scope.AccountId} and region = {scope.Region} and failures > 0",
            cancellationToken);

    private sealed record SilentRow(string AccountId, string Region, TimeSpan Remaining);
}
