using Portal.Domain;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Data;

public sealed class CursorTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Theory]
    [InlineData("x")]
    [InlineData("!!!")]
    [InlineData("MS4y")]
    [InlineData("Mi4xLjAxOWFiMDAwMDAwMDcwMDA4MDAwMDAwMDAwMDAwMDAx")]
    [InlineData("MS45OTk5OTk5OTk5OTk5OTk5OTk5LjAxOWFiMDAwMDAwMDcwMDA4MDAwMDAwMDAwMDAwMDAx")]
    public void What_is_no_cursor_of_ours_is_refused_in_words(string text)
    {
        var refused = Assert.Throws<InvalidInputException>(() => Cursor.Parse(text));
        Assert.Equal("cursor", Assert.Single(refused.Errors).Field);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(201)]
    public void A_stretch_of_a_length_that_nobody_should_ask_for_is_refused(int limit) =>
        Assert.Equal("limit", Assert.Single(Assert.Throws<InvalidInputException>(() => Cursor.Limit(limit)).Errors).Field);

    [Fact]
    public void A_cursor_survives_being_written_down()
    {
        var cursor = new Cursor(DateTimeOffset.FromUnixTimeMilliseconds(1_777_777_777_777), Guid.CreateVersion7());
        Assert.Equal(cursor, Cursor.Parse(cursor.ToString()));
        Assert.Null(Cursor.Parse(null));
        Assert.Null(Cursor.Parse(""));
    }

    [Fact]
    public async Task Page_after_page_shows_each_connection_once_in_order_while_new_ones_come_in()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var start = world.Clock.GetUtcNow();
        HashSet<Guid> stored = [];
        for (var number = 0; number < 23; number++)
        {
            // Several of one moment: then the id decides.
            stored.Add(await world.StoreConnectionAsync(service, start.AddMilliseconds(number / 4), Cancel));
        }

        await world.StoreConnectionAsync(service, start, Cancel, world.Cast.Analytics.Id);
        List<ConnectionView> read = [];
        string? cursor = null;
        var pages = 0;
        do
        {
            var page = await world.Get<ConnectionQueries>().ListAsync(world.Cast.Chen, null, cursor, 5, Cancel);
            read.AddRange(page.Items);
            cursor = page.Next;
            pages++;
            await world.StoreConnectionAsync(service, start.AddHours(pages), Cancel);
        }
        while (cursor is not null);

        Assert.Equal(5, pages);
        Assert.Equal(stored.Order(), read.Select(connection => connection.Id).Order());
        Assert.Equal(
            read.OrderByDescending(connection => connection.CreatedAt).ThenByDescending(connection => connection.Id.ToString(), StringComparer.Ordinal)
                .Select(connection => connection.Id),
            read.Select(connection => connection.Id));
    }

    [Fact]
    public async Task A_team_that_is_both_sides_sees_its_connection_once_and_a_team_of_each_side_sees_it()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        await world.StoreConnectionAsync(service, world.Clock.GetUtcNow(), Cancel, world.Cast.Payments.Id);
        var other = await world.StoreConnectionAsync(service, world.Clock.GetUtcNow(), Cancel);
        var queries = world.Get<ConnectionQueries>();
        Assert.Equal(2, (await queries.ListAsync(world.Cast.Priya, null, null, null, Cancel)).Items.Count);
        Assert.Equal([other], (await queries.ListAsync(world.Cast.Chen, null, null, null, Cancel)).Items.Select(connection => connection.Id));
        var everywhere = world.Cast.Chen with { Memberships = [.. world.Cast.Chen.Memberships, .. world.Cast.Priya.Memberships] };
        Assert.Equal(2, (await queries.ListAsync(everywhere, null, null, null, Cancel)).Items.Count);
    }

    [Fact]
    public async Task Reviews_are_paged_as_the_connections_are_and_each_side_sees_its_own()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var mine = new List<Guid>();
        for (var number = 0; number < 3; number++)
        {
            mine.Add(await world.RequestAsync(service, Cancel));
        }

        await world.RequestAsync(service, Cancel, Inputs.Reporting(world.Seed, service), world.Cast.Amara);
        await world.DecideAsync(mine[1], world.Cast.Nora, "approve", Cancel);
        var queries = world.Get<ReviewQueries>();
        var first = await queries.ListAsync(world.Cast.Chen, null, null, 2, Cancel);
        var second = await queries.ListAsync(world.Cast.Chen, null, first.Next, 2, Cancel);
        Assert.Equal([mine[2], mine[1], mine[0]], first.Items.Concat(second.Items).Select(review => review.ConnectionId));
        Assert.Equal("nora", Assert.Single(first.Items[1].Decisions).By);
        Assert.Null(second.Next);
        var everywhere = world.Cast.Chen with { Memberships = [.. world.Cast.Chen.Memberships, .. world.Cast.Priya.Memberships] };
        foreach (var reader in new[] { everywhere, world.Cast.Priya, world.Cast.Tomas })
        {
            Assert.Equal(4, (await queries.ListAsync(reader, null, null, null, Cancel)).Items.Count);
        }

        Assert.Empty((await queries.ListAsync(world.Cast.Chen, ReviewFilter.At(Domain.Reviews.ReviewState.Denied), null, null, Cancel)).Items);
    }

    [Fact]
    public async Task A_search_takes_percent_and_underscore_as_they_are_and_pages_through_what_it_finds()
    {
        await using var world = await StartAsync();
        await world.StoreServiceAsync(Cancel, "100% uptime");
        await world.StoreServiceAsync(Cancel, "100 percent");
        await world.StoreServiceAsync(Cancel, "snake_case");
        var queries = world.Get<EndpointServiceQueries>();
        Assert.Equal("100% uptime", Assert.Single((await queries.ListAsync(world.Cast.Chen, "0%", null, null, Cancel)).Items).Name);
        Assert.Equal("snake_case", Assert.Single((await queries.ListAsync(world.Cast.Chen, "E_C", null, null, Cancel)).Items).Name);
        var first = await queries.ListAsync(world.Cast.Chen, "100", null, 1, Cancel);
        var second = await queries.ListAsync(world.Cast.Chen, "100", first.Next, 1, Cancel);
        Assert.Equal(["100 percent", "100% uptime"], first.Items.Concat(second.Items).Select(service => service.Name));
        Assert.Null(second.Next);
    }
}
