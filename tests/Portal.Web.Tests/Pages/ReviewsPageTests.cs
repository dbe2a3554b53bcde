using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class ReviewsPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task Who_has_nothing_to_decide_is_told_so()
    {
        var nora = await OpenAsync(Cast.Nora, "/reviews?state=open");

        nora.Reads("Nothing to decide");
        Assert.True(nora.Has("Show all"));
    }

    [Fact]
    public async Task A_review_says_whether_one_can_decide_and_otherwise_who_can()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var nora = await OpenAsync(Cast.Nora, "/reviews");
        var chen = await OpenAsync(Cast.Chen, "/reviews");

        nora.Reads("You can decide");
        chen.Reads("Network admins");
        chen.ReadsNot("You can decide");
    }

    [Fact]
    public async Task Teams_that_are_not_concerned_see_no_review()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);

        var viktor = await OpenAsync(Cast.Viktor, "/reviews");

        viktor.Reads("No review yet");
    }

    [Fact]
    public async Task A_decision_moves_the_turn_to_the_next_while_the_page_is_open()
    {
        var connection = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var priya = await OpenAsync(Cast.Priya, "/reviews?state=open");
        priya.Reads("Network admins");
        priya.ReadsNot("You can decide");

        await World.DecideAsync(connection, Cast.Nora, "approve", Cancel);
        priya.Reads("You can decide");
        await World.DecideAsync(connection, Cast.Priya, "approve", Cancel);

        priya.Reads("Nothing to decide");
    }
}
