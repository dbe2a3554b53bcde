using Portal.Domain.Accounts;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Reviews;

public sealed class OpenReviewsTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task What_is_counted_is_what_each_person_can_decide_at_every_step_of_the_way()
    {
        await using var world = await StartAsync();
        var both = await world.MeetAsync(
            "both", Cancel, [new(world.Cast.Payments.Id, [TeamRole.Provider]), new(world.Cast.Storefront.Id, [TeamRole.Consumer])], PortalRole.NetworkAdmin);
        Actor[] people = [world.Cast.Priya, world.Cast.Viktor, world.Cast.Chen, world.Cast.Nora, world.Cast.Nils, world.Cast.Tomas, world.Cast.Stranger, both];
        var service = await world.StoreServiceAsync(Cancel);
        await SameAsync(world, people, 0);

        var first = await world.RequestAsync(service, Cancel);
        await SameAsync(world, people, 3);
        await world.RequestAsync(service, Cancel, by: both);
        await SameAsync(world, people, 5);

        await world.DecideAsync(first, world.Cast.Nora, "approve", Cancel);
        await SameAsync(world, people, 4);
        // Who changes what a request says no longer decides on it.
        await world.Get<ConnectionCommands>().DescribeAsync(both, first, null, new(null, null, "CHG-1"), Cancel);
        await SameAsync(world, people, 3);
        await world.DecideAsync(first, world.Cast.Priya, "requestChanges", Cancel);
        await SameAsync(world, people, 2);
    }

    private static async Task SameAsync(PortalWorld world, Actor[] people, int inAll)
    {
        await using var context = world.Open();
        var counted = 0;
        foreach (var person in people)
        {
            var open = await world.Get<ReviewQueries>().ListAsync(person, ReviewFilter.At(ReviewState.Open), null, 200, Cancel);
            var count = await OpenReviews.CountAsync(context, person, Cancel);
            Assert.Equal((person.Name, open.Items.Count(review => review.WhyNotYou is null)), (person.Name, count));
            counted += count;
        }

        Assert.Equal(inAll, counted);
    }
}
