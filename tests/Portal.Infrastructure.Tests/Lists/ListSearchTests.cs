using Portal.Domain.EndpointServices;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Lists;

/// <summary>What each list finds, in which order, and how many it says there are.</summary>
public sealed class ListSearchTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task Services_are_found_by_a_part_of_the_name_and_by_whole_ids_and_accounts()
    {
        await using var world = await StartAsync();
        var ledger = await world.StoreServiceAsync(Cancel, "Ledger", at: world.Clock.GetUtcNow().AddMinutes(-1));
        var payments = await world.StoreServiceAsync(Cancel);
        var services = world.Get<EndpointServiceQueries>();

        Assert.Equal([ledger], await FoundAsync(new("edg", new())));
        Assert.Equal([payments], await FoundAsync(new(payments.ToString(), new())));
        Assert.Equal([payments, ledger], await FoundAsync(new(world.Seed.Account("payments-prod").AccountId, new())));
        Assert.Equal([ledger, payments], await FoundAsync(new(null, new(), ListOrder.Oldest)));
        Assert.Empty(await FoundAsync(new(world.Seed.Account("quarry-saas").AccountId, new())));
        Assert.Empty(await FoundAsync(new("edg", new(EndpointServiceStage.Draining, EndpointServiceStage.Withdrawn))));

        async Task<IReadOnlyList<Guid>> FoundAsync(EndpointServiceFilter filter)
        {
            var page = await services.ListOwnAsync(world.Cast.Priya, filter, null, null, Cancel);
            Assert.Equal(page.Items.Count, (await services.CountOwnAsync(world.Cast.Priya, filter, Cancel)).Counted);
            Assert.Equal(0, (await services.CountOwnAsync(world.Cast.Viktor, filter, Cancel)).Counted);
            return [.. page.Items.Select(item => item.Id)];
        }
    }

    [Fact]
    public async Task Reviews_are_found_by_teams_services_and_ids_and_only_by_those_whom_they_concern()
    {
        await using var world = await StartAsync();
        var connection = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        var review = (await world.ReviewAsync(connection, Cancel)).Id;
        var reviews = world.Get<ReviewQueries>();

        foreach (var search in new[] { "storefr", "payments ap", review.ToString(), connection.ToString() })
        {
            Assert.Equal([review], (await reviews.ListAsync(world.Cast.Priya, new(new(), search), null, null, Cancel)).Items.Select(item => item.Id));
            Assert.Equal(1, (await reviews.CountAsync(world.Cast.Nora, new(new(ReviewState.Open), search), Cancel)).Counted);
            Assert.Equal(0, (await reviews.CountAsync(world.Cast.Nora, new(new(ReviewState.Approved, ReviewState.Denied), search), Cancel)).Counted);
            Assert.Empty((await reviews.ListAsync(world.Cast.Viktor, new(new(), search), null, null, Cancel)).Items);
        }

        Assert.Empty((await reviews.ListAsync(world.Cast.Priya, new(new(), "quarry"), null, null, Cancel)).Items);
    }

    [Fact]
    public async Task Teams_and_people_come_in_either_order_page_by_page()
    {
        await using var world = await StartAsync();
        var (teams, people) = (world.Get<TeamRosterQueries>(), world.Get<PersonQueries>());

        foreach (var order in new[] { ListOrder.Newest, ListOrder.Oldest })
        {
            var someTeams = await CollectAsync(cursor => teams.ListAsync(world.Cast.Nora, null, false, cursor, 2, Cancel, order));
            Assert.Equal((await teams.CountAsync(world.Cast.Nora, null, false, Cancel)).Counted, someTeams.Distinct().Count());
            Assert.Equal(someTeams.Count, someTeams.Distinct().Count());
            var somePeople = await CollectAsync(cursor => people.ListAsync(world.Cast.Nora, null, null, cursor, 2, Cancel, order));
            Assert.Equal((await people.CountAsync(world.Cast.Nora, null, null, Cancel)).Counted, somePeople.Distinct().Count());
            Assert.Equal(somePeople.Count, somePeople.Distinct().Count());
        }

        var newest = await CollectAsync(cursor => people.ListAsync(world.Cast.Nora, null, null, cursor, 200, Cancel));
        var oldest = await CollectAsync(cursor => people.ListAsync(world.Cast.Nora, null, null, cursor, 200, Cancel, ListOrder.Oldest));
        Assert.Equal(newest.Select(person => person.Id).Reverse(), oldest.Select(person => person.Id));
    }

    private static async Task<IReadOnlyList<T>> CollectAsync<T>(Func<string?, Task<Page<T>>> readAsync)
    {
        List<T> all = [];
        string? cursor = null;
        do
        {
            var page = await readAsync(cursor);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        return all;
    }
}
