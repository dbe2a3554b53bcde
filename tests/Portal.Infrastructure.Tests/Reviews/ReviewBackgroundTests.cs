using Portal.Domain;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Reviews;

public sealed class ReviewBackgroundTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task A_second_round_says_what_differs_from_the_first_and_the_provider_reads_nothing_of_the_network()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(id, world.Cast.Nora, "requestChanges", Cancel);
        var first = Inputs.Checkout(world.Seed, service);
        var second = first with { Subnets = [first.Subnets![0]], Justification = "For checkout, one zone." };
        await world.Get<ConnectionCommands>().ResubmitAsync(world.Cast.Chen, id, second, null, Cancel);
        var review = await world.ReviewAsync(id, Cancel);

        var nora = await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, review.Id, Cancel);
        var priya = await world.Get<ReviewQueries>().GetAsync(world.Cast.Priya, review.Id, Cancel);

        Assert.Equal(["What it is for", "Subnets"], nora.Change!.Fields.Select(field => field.Field));
        Assert.Contains(first.Subnets[1]!.SubnetId!, nora.Change.Fields[1].Before, StringComparison.Ordinal);
        Assert.Equal(("For a test.", "For checkout, one zone."), (priya.Change!.Fields[0].Before, priya.Change.Fields[0].After));
        Assert.Equal("not visible", priya.Change.Fields[1].Before);
        var earlier = Assert.Single((await world.Get<ReviewBackgroundQueries>().GetAsync(world.Cast.Nora, review.Id, Cancel)).EarlierRounds);
        Assert.Equal((1, ReviewState.ChangesRequested), (earlier.Round, earlier.State));
        Assert.NotNull(Assert.Single(earlier.Decisions).Reason);
    }

    [Fact]
    public async Task The_network_is_shown_to_who_may_know_it_and_with_what_its_groups_let_in()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        var review = await world.ReviewAsync(id, Cancel);

        var nora = await world.Get<ReviewBackgroundQueries>().GetAsync(world.Cast.Nora, review.Id, Cancel);
        var vpc = (await world.Get<ReviewNetworkQueries>().GetAsync(world.Cast.Nora, review.Id, Cancel)).Vpc!;
        var priya = await world.Get<ReviewBackgroundQueries>().GetAsync(world.Cast.Priya, review.Id, Cancel);

        Assert.Equal(vpc.Id, nora.Network!.VpcId);
        Assert.All(nora.Network.Subnets, subnet => Assert.Contains(vpc.Subnets, seen => seen.Id == subnet.SubnetId && seen.Name is not null));
        Assert.NotEmpty(vpc.SecurityGroups.Single(group => group.Id == nora.Network.SecurityGroupIds[0]).Inbound);
        Assert.Null(priya.Network);
        Assert.Null(priya.AccountAlias);
        Assert.Equal(
            new(null, "The consumer's network is not visible to the provider."),
            await world.Get<ReviewNetworkQueries>().GetAsync(world.Cast.Priya, review.Id, Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => world.Get<ReviewNetworkQueries>().GetAsync(world.Cast.Amara, review.Id, Cancel));
    }

    [Fact]
    public async Task The_teams_other_connections_to_the_service_are_listed_with_what_they_differ_in_and_those_that_are_over_are_not()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var first = Inputs.Checkout(world.Seed, service);
        var other = await world.RequestAsync(service, Cancel);
        var denied = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(denied, world.Cast.Nora, "deny", Cancel);
        var id = (await world.Get<ConnectionCommands>().RequestAsync(
            world.Cast.Chen, first with { Subnets = [first.Subnets![0]] }, null, Cancel)).Id;
        var review = await world.ReviewAsync(id, Cancel);

        var nora = await world.Get<ReviewBackgroundQueries>().GetAsync(world.Cast.Nora, review.Id, Cancel);
        var priya = await world.Get<ReviewBackgroundQueries>().GetAsync(world.Cast.Priya, review.Id, Cancel);

        Assert.Equal(other, Assert.Single(nora.OtherConnections).Id);
        Assert.Equal(["Subnets"], nora.OtherConnections[0].DiffersIn);
        Assert.Equal(1, nora.OtherConnectionCount);
        Assert.Empty(Assert.Single(priya.OtherConnections).DiffersIn);
        Assert.Null(priya.OtherConnections[0].VpcId);
    }

    [Fact]
    public async Task The_next_review_is_the_one_that_has_waited_longest_for_the_person()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var oldest = await world.ReviewAsync(await world.RequestAsync(service, Cancel), Cancel);
        var middle = await world.ReviewAsync(await world.RequestAsync(service, Cancel), Cancel);
        var newest = await world.ReviewAsync(await world.RequestAsync(service, Cancel), Cancel);
        var background = world.Get<ReviewBackgroundQueries>();

        Assert.Equal(oldest.Id, (await background.GetAsync(world.Cast.Nora, newest.Id, Cancel)).NextReviewId);
        Assert.Equal(middle.Id, (await background.GetAsync(world.Cast.Nora, oldest.Id, Cancel)).NextReviewId);
        Assert.Null((await background.GetAsync(world.Cast.Priya, oldest.Id, Cancel)).NextReviewId);
        Assert.Null((await background.GetAsync(world.Cast.Chen, oldest.Id, Cancel)).NextReviewId);
    }

    [Fact]
    public async Task One_decision_on_several_reviews_has_a_result_for_each_and_what_is_not_possible_for_one_stops_none()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var first = await world.ReviewAsync(await world.RequestAsync(service, Cancel), Cancel);
        var stale = await world.ReviewAsync(await world.RequestAsync(service, Cancel), Cancel);
        var last = await world.ReviewAsync(await world.RequestAsync(service, Cancel), Cancel);
        var unknown = Guid.CreateVersion7();
        var input = new DecideManyInput("approve", null,
            [new(first.Id, first.PlanHash), new(unknown, first.PlanHash), new(stale.Id, new string('0', 64)), new(last.Id, last.PlanHash)]);

        var results = await world.Get<ReviewCommands>().DecideManyAsync(world.Cast.Nora, input, new("many", [1]), Cancel);
        var again = await world.Get<ReviewCommands>().DecideManyAsync(world.Cast.Nora, input, new("many", [1]), Cancel);

        Assert.Equal([first.Id, unknown, stale.Id, last.Id], results.Select(result => result.Id));
        Assert.Equal([ReviewState.Open, null, null, ReviewState.Open], results.Select(result => result.State));
        Assert.Contains("There is no such review", results[1].WhyNot, StringComparison.Ordinal);
        Assert.NotNull(results[2].WhyNot);
        Assert.Equal(results.Select(result => result.State), again.Select(result => result.State));
        Assert.Single((await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, last.Id, Cancel)).Decisions);
        Assert.Empty((await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, stale.Id, Cancel)).Decisions);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_decision_on_several_is_said_at_once_and_none_is_decided()
    {
        await using var world = await StartAsync();
        var review = await world.ReviewAsync(await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel), Cancel);
        var commands = world.Get<ReviewCommands>();

        Assert.Equal(
            ["reason", "reviews[1].id", "reviews[1].planHash", "reviews[2].id"],
            await WrongFieldsAsync(() => commands.DecideManyAsync(
                world.Cast.Nora, new("deny", null, [new(review.Id, review.PlanHash), null, new(review.Id, review.PlanHash)]), null, Cancel)));
        Assert.Equal(["decision", "reviews"], await WrongFieldsAsync(() => commands.DecideManyAsync(world.Cast.Nora, new(null, null, null), null, Cancel)));
        Assert.Empty((await world.ReviewAsync(review.SubjectId, Cancel)).Decisions);
    }

    [Fact]
    public async Task What_people_say_is_read_in_every_round_by_both_sides_and_stands_in_the_history()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        var first = await world.ReviewAsync(id, Cancel);
        var thread = world.Get<ReviewThreadCommands>();
        await thread.CommentAsync(world.Cast.Priya, first.Id, new(" Which client is it? "), null, Cancel);
        await world.DecideAsync(id, world.Cast.Nora, "requestChanges", Cancel);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Get<ConnectionCommands>().ResubmitAsync(world.Cast.Chen, id, Inputs.Checkout(world.Seed, service), null, Cancel);
        var second = await world.ReviewAsync(id, Cancel);
        await thread.CommentAsync(world.Cast.Chen, second.Id, new("The shop's checkout."), new("said", [1]), Cancel);
        await thread.CommentAsync(world.Cast.Chen, second.Id, new("The shop's checkout."), new("said", [1]), Cancel);

        var read = await world.Get<ReviewCommentQueries>().ListAsync(world.Cast.Tomas, second.Id, null, null, Cancel);

        Assert.Equal([(2, "The shop's checkout."), (1, "Which client is it?")], read.Items.Select(comment => (comment.Round, comment.Text)));
        await using var context = world.Open();
        Assert.Equal(2, context.AuditRows.Count(row => row.Action == "review.comment" && row.SubjectId == id.ToString()));
        var page = await world.Get<ReviewCommentQueries>().ListAsync(world.Cast.Priya, second.Id, null, 1, Cancel);
        Assert.Equal("Which client is it?", Assert.Single((await world.Get<ReviewCommentQueries>().ListAsync(
            world.Cast.Priya, second.Id, page.Next, 1, Cancel)).Items).Text);
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => thread.CommentAsync(world.Cast.Amara, second.Id, new("Hello"), null, Cancel));
        Assert.Equal(["text"], await WrongFieldsAsync(() => thread.CommentAsync(world.Cast.Chen, second.Id, new(" "), null, Cancel)));
    }
}
