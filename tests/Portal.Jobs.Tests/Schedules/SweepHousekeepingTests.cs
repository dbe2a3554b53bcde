using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Schedules;

public sealed class SweepHousekeepingTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task A_sweep_forgets_the_keys_of_requests_after_a_day_and_not_before()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        var now = await WorkTable.NowAsync(context, Cancel);
        context.IdempotencyRows.AddRange(Key("old", now - CommandRunner.KeyLife - TimeSpan.FromMinutes(1)), Key("young", now - CommandRunner.KeyLife + TimeSpan.FromMinutes(1)));
        await context.SaveChangesAsync(Cancel);

        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal(["young"], await context.IdempotencyRows.Select(row => row.Key).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_sweep_makes_room_for_the_history_of_the_coming_months()
    {
        await using var world = await StartAsync();
        await using var context = world.Open();
        var before = await PartitionsAsync(context);
        await context.Database.ExecuteSqlAsync(
            $"""do $$ begin execute (select 'drop table ' || max(relname::text) from pg_class where relkind = 'r' and relname ~ '^audit_row_[0-9]+$'); end $$""", Cancel);
        Assert.NotEqual(before, await PartitionsAsync(context));

        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal(before, await PartitionsAsync(context));
    }

    [Fact]
    public async Task A_sweep_leaves_to_its_own_look_what_the_portal_is_at_work_on()
    {
        await using var world = await StartAsync(new() { EndpointPending = TimeSpan.FromHours(1) });
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.RunDueAsync(Cancel);
        var connection = await world.ConnectionAsync(id, Cancel);
        Assert.Equal(ConnectionStage.Provisioning, connection.Stage);
        await world.Ec2("payments-prod").RejectVpcEndpointConnectionsAsync(
            new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, VpcEndpointIds = [connection.VpcEndpointId] }, Cancel);
        var wakes = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Wakes;

        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal(wakes, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Wakes);
    }

    private static IdempotencyRow Key(string key, DateTimeOffset at) =>
        new() { ActorIssuer = "test", ActorSubject = "chen", Key = key, RequestSha256 = [], Receipt = "{}", CreatedAt = at };

    /// <summary>The months that have a table of their own, in order.</summary>
    private static Task<List<string>> PartitionsAsync(PortalDbContext context) => context.Database.SqlQuery<string>(
        $"""select relname::text as "Value" from pg_class where relkind = 'r' and relname ~ '^audit_row_[0-9]+$' order by 1""").ToListAsync(Cancel);
}
