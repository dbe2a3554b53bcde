using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Schedules;

public sealed class HousekeepingTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task Housekeeping_forgets_the_keys_of_requests_after_a_day_and_not_before()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        var now = await WorkTable.NowAsync(context, Cancel);
        context.IdempotencyRows.AddRange(
            Key("old", now - CommandRunner.KeyLife - TimeSpan.FromMinutes(1)), Key("young", now - CommandRunner.KeyLife + TimeSpan.FromMinutes(1)));
        await context.SaveChangesAsync(Cancel);

        await world.Get<HousekeepingJob>().RunAsync(Cancel);

        Assert.Equal(["young"], await context.IdempotencyRows.Select(row => row.Key).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Housekeeping_makes_room_for_the_history_of_the_coming_months()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        var before = await PartitionsAsync(context);
        await context.Database.ExecuteSqlAsync(
            $"""
            do $$ begin
                execute (select 'drop table ' || max(relname::text) from pg_class where relkind = 'r' and relname ~ '^audit_row_[0-9]+$');
            end $$
            """, Cancel);
        Assert.NotEqual(before, await PartitionsAsync(context));

        await world.Get<HousekeepingJob>().RunAsync(Cancel);

        Assert.Equal(before, await PartitionsAsync(context));
    }

    [Fact]
    public async Task Work_that_an_older_version_wrote_down_without_its_scope_is_taken_up()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.WriteAsync("update work set account_id = '', region = '', due_at = portal_now(); delete from work_scope", Cancel);

        await world.Get<HousekeepingJob>().RunAsync(Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task A_schedule_that_runs_already_does_not_run_a_second_time_beside_itself()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        var now = await WorkTable.NowAsync(context, Cancel);
        context.IdempotencyRows.Add(Key("old", now - CommandRunner.KeyLife - TimeSpan.FromMinutes(1)));
        await context.SaveChangesAsync(Cancel);

        await world.Get<ScheduleLock>().RunAloneAsync("housekeeping", () => world.AddWorker("second").Get<HousekeepingJob>().RunAsync(Cancel), Cancel);
        Assert.Single(await context.IdempotencyRows.AsNoTracking().ToListAsync(Cancel));

        await world.Get<HousekeepingJob>().RunAsync(Cancel);
        Assert.Empty(await context.IdempotencyRows.AsNoTracking().ToListAsync(Cancel));
    }

    private static IdempotencyRow Key(string key, DateTimeOffset at) =>
        new() { ActorIssuer = "test", ActorSubject = "chen", Key = key, RequestSha256 = [], Receipt = "{}", CreatedAt = at };

    /// <summary>The months that have a table of their own, in order.</summary>
    private static Task<List<string>> PartitionsAsync(PortalDbContext context) => context.Database.SqlQuery<string>(
        $"""select relname::text as "Value" from pg_class where relkind = 'r' and relname ~ '^audit_row_[0-9]+$' order by 1""").ToListAsync(Cancel);
}
