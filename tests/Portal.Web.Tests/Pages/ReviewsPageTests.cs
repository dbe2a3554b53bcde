using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class ReviewsPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task Several_are_decided_at_once_with_a_result_for_each_and_what_is_not_ones_own_to_decide_stays()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var first = await World.RequestAsync(service, Cancel);
        var decided = await World.RequestAsync(service, Cancel);
        await World.DecideAsync(decided, Cast.Nora, "approve", Cancel);
        var nora = await OpenAsync(Cast.Nora, "/reviews");
        nora.Reads("2 reviews");

        nora.Choose("Choose all on this page");
        nora.Press("Approve");
        nora.Reads("Each is approved exactly as it stands now.");
        nora.Press("Approve them");

        nora.Reads("1 done, 1 not.");
        Assert.Single((await World.ReviewAsync(first, Cancel)).Decisions);
        Assert.Single((await World.ReviewAsync(decided, Cancel)).Decisions);
    }

    [Fact]
    public async Task Rejecting_several_without_a_reason_rejects_none_and_says_so()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var nora = await OpenAsync(Cast.Nora, "/reviews");
        nora.Reads("1 review");

        nora.Choose("Choose all on this page");
        nora.Press("Reject");
        nora.Press("Reject them");

        nora.Reads("Say why: the requester is shown your reason.");
        Assert.Empty((await World.ReviewAsync(id, Cancel)).Decisions);
    }

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
