using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Connections;

/// <summary>Lists of connections as people narrow and sort them.</summary>
public sealed class ConnectionFilterTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Theory]
    [InlineData(ConnectionOrder.Newest)]
    [InlineData(ConnectionOrder.Oldest)]
    [InlineData(ConnectionOrder.EndsFirst)]
    public async Task Each_order_goes_through_every_connection_once_and_page_by_page_as_at_once(ConnectionOrder order)
    {
        await using var world = await StartAsync();
        await FillAsync(world);
        foreach (var reader in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Nora })
        {
            var filter = ConnectionFilter.None with { Order = order };
            var connections = world.Get<ConnectionQueries>();
            var all = (await connections.ListAsync(reader, filter, null, 200, Cancel)).Items;
            List<Guid> paged = [];
            string? cursor = null;
            do
            {
                var page = await connections.ListAsync(reader, filter, cursor, 3, Cancel);
                paged.AddRange(page.Items.Select(item => item.Id));
                cursor = page.Next;
            }
            while (cursor is not null);

            Assert.Equal(all.Select(item => item.Id), paged);
            Assert.Distinct(paged);
            Assert.Equal(order == ConnectionOrder.EndsFirst ? 6 : 12, paged.Count);
            Assert.Equal(paged.Count, (await connections.CountAsync(reader, filter, Cancel)).Counted);
            var times = all.Select(item => order == ConnectionOrder.EndsFirst ? item.EndsAt!.Value : item.CreatedAt).ToList();
            Assert.Equal(order == ConnectionOrder.Newest ? times.OrderDescending() : times.Order(), times);
        }
    }

    [Fact]
    public async Task Filters_hold_together_and_stages_beside_each_other()
    {
        await using var world = await StartAsync();
        await FillAsync(world);
        var ledger = await world.StoreServiceAsync(Cancel, "Ledger");
        var other = await world.StoreConnectionAsync(ledger, world.Clock.GetUtcNow(), Cancel);
        var connections = world.Get<ConnectionQueries>();

        Assert.Equal(8, await CountAsync(ConnectionFilter.None with { Stages = new(ConnectionStage.Available, ConnectionStage.Denied) }));
        Assert.Equal(4, await CountAsync(ConnectionFilter.None with { Stages = new(ConnectionStage.Available), Search = "payments" }));
        Assert.Equal(0, await CountAsync(ConnectionFilter.None with { Stages = new(ConnectionStage.Available), Search = "ledger" }));
        Assert.Equal(
            [other], (await connections.ListAsync(world.Cast.Chen, ConnectionFilter.None with { ServiceId = ledger }, null, null, Cancel)).Items
                .Select(item => item.Id));

        async Task<int> CountAsync(ConnectionFilter filter)
        {
            var page = await connections.ListAsync(world.Cast.Chen, filter, null, 200, Cancel);
            Assert.Equal(page.Items.Count, (await connections.CountAsync(world.Cast.Chen, filter, Cancel)).Counted);
            return page.Items.Count;
        }
    }

    [Fact]
    public async Task A_stage_of_a_newer_version_is_found_beside_one_that_is_known()
    {
        await using var world = await StartAsync();
        await FillAsync(world);
        await using (var context = world.Open())
        {
            await context.Database.ExecuteSqlAsync($"update connection set stage = 'Hibernating' where stage = 'Denied'", Cancel);
        }

        var found = await world.Get<ConnectionQueries>().ListAsync(
            world.Cast.Nora, ConnectionFilter.None with { Stages = new(ConnectionStage.Unknown, ConnectionStage.Available) }, null, 200, Cancel);

        Assert.Equal(8, found.Items.Count);
        Assert.Equal([ConnectionStage.Available, ConnectionStage.Unknown], found.Items.Select(item => item.Stage).Distinct().Order().Reverse());
    }

    [Fact]
    public async Task Only_what_waits_for_a_person_is_left_where_that_is_asked_for()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var blocked = await world.ApprovedAsync(service, Cancel);
        await world.StoreConnectionAsync(service, world.Clock.GetUtcNow(), Cancel);
        await using (var context = world.Open())
        {
            var work = await context.Work.SingleAsync(row => row.Id == blocked, Cancel);
            work.Conditions = WorkConditions.Unknown with { Blocked = new("The quota is used up", Party.Consumer, "Raise it") };
            await context.SaveChangesAsync(Cancel);
        }

        var found = await world.Get<ConnectionQueries>().ListAsync(world.Cast.Chen, ConnectionFilter.None with { IsBlocked = true }, null, null, Cancel);

        Assert.Equal(blocked, Assert.Single(found.Items).Id);
    }

    [Fact]
    public async Task What_cannot_be_said_exactly_is_said_to_be_more()
    {
        await using var world = await StartAsync();
        await FillAsync(world);
        await using (var context = world.Open())
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                insert into connection select (jsonb_populate_record(connection, jsonb_build_object('id', gen_random_uuid()))).*
                from connection, generate_series(1, 100)
                """, Cancel);
        }

        var counted = await world.Get<ConnectionQueries>().CountAsync(world.Cast.Chen, ConnectionFilter.None, Cancel);

        Assert.Equal(CappedCount.Most + 1, counted.Counted);
    }

    /// <summary>Twelve of Storefront with the Payments API: four at each of three stages, every second one with an end.</summary>
    private static async Task FillAsync(PortalWorld world)
    {
        var service = await world.StoreServiceAsync(Cancel);
        var stages = new[] { "Available", "Denied", "Deleted" };
        for (var number = 0; number < 12; number++)
        {
            // Two at a time were asked for at the same moment.
            var id = await world.StoreConnectionAsync(service, world.Clock.GetUtcNow().AddMinutes(-number / 2), Cancel);
            DateTimeOffset? end = number % 2 == 0 ? world.Clock.GetUtcNow().ToMilliseconds().AddDays(number % 4 + 1) : null;
            var stage = stages[number % 3];
            await using var context = world.Open();
            await context.Database.ExecuteSqlAsync($"update connection set stage = {stage}, ends_at = {end} where id = {id}", Cancel);
        }
    }
}
