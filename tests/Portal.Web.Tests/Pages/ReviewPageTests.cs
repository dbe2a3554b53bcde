using Portal.Domain.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Reviews;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class ReviewPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private Guid _connection;
    private Guid _review;

    [Fact]
    public async Task An_approver_sees_what_is_asked_for_and_what_it_causes_before_deciding()
    {
        var nora = await OpenReviewAsync(nameof(Cast.Nora));

        nora.Reads("chen asked for this");
        nora.Reads("For a test.");
        nora.Reads("Create the interface endpoint");
        nora.Reads(World.Seed.Account("storefront-prod").Vpc("storefront").VpcId);
        Assert.True(nora.Has("Approve"));
    }

    [Fact]
    public async Task A_decision_is_seen_by_everybody_who_has_the_page_open()
    {
        var nora = await OpenReviewAsync(nameof(Cast.Nora));
        var chen = await OpenAsync(Cast.Chen, $"/connections/{_connection}");
        chen.Reads("Network admins have to decide");

        nora.Press("Approve");

        nora.Reads("Approved");
        chen.Reads("Providers of Payments API have to decide");
    }

    [Fact]
    public async Task A_denial_without_a_reason_is_refused_beside_the_field_and_decides_nothing()
    {
        var nora = await OpenReviewAsync(nameof(Cast.Nora));

        nora.Press("Reject");

        nora.Reads("Say why: the requester is shown your reason.");
        Assert.Empty((await World.Get<ReviewQueries>().GetAsync(Cast.Nora, _review, Cancel)).Decisions);
    }

    [Fact]
    public async Task A_denial_with_a_reason_ends_the_request_and_tells_the_reason()
    {
        var nora = await OpenReviewAsync(nameof(Cast.Nora));
        var chen = await OpenAsync(Cast.Chen, $"/connections/{_connection}");

        nora.Enter("Reason", "Use the shared VPC.");
        nora.Press("Reject");

        chen.Reads("Rejected");
        chen.Reads("Use the shared VPC.");
    }

    [Theory]
    [InlineData(nameof(Cast.Chen), "You asked for this yourself")]
    [InlineData(nameof(Cast.Priya), "It is the turn of \"Network admins\"")]
    [InlineData(nameof(Cast.Tomas), "It is the turn of \"Network admins\"")]
    public async Task Who_cannot_decide_is_told_why_and_offered_nothing(string who, string why)
    {
        var browser = await OpenReviewAsync(who);

        browser.Reads(why);

        Assert.False(browser.Has("Approve"));
        Assert.False(browser.Has("Reject"));
    }

    [Fact]
    public async Task Who_asked_for_an_earlier_round_is_told_why_they_cannot_decide_and_offered_nothing()
    {
        var both = await World.MeetAsync("bo", Cancel, [new(Cast.Storefront.Id, [TeamRole.Consumer])], PortalRole.NetworkAdmin);
        var service = await World.StoreServiceAsync(Cancel);
        var id = await World.RequestAsync(service, Cancel, by: both);
        await World.DecideAsync(id, Cast.Nora, "requestChanges", Cancel);
        await World.Get<ConnectionCommands>().ResubmitAsync(Cast.Chen, id, Inputs.Checkout(World.Seed, service), null, Cancel);
        var browser = await OpenAsync(both, $"/reviews/{(await World.ReviewAsync(id, Cancel)).Id}");

        browser.Reads("You asked for an earlier round of this request, so somebody else has to approve it.");

        Assert.False(browser.Has("Approve") || browser.Has("Ask for changes") || browser.Has("Reject"));
        browser.Open("/reviews");
        browser.Reads("round 2");
        Assert.DoesNotContain("You can decide", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_provider_is_not_shown_the_consumers_network()
    {
        var priya = await OpenReviewAsync(nameof(Cast.Priya));

        priya.Reads("not visible");

        Assert.DoesNotContain(World.Seed.Account("storefront-prod").Vpc("storefront").VpcId, priya.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_do_not_learn_that_there_is_a_review()
    {
        var amara = await OpenReviewAsync(nameof(Cast.Amara));

        amara.Reads("There is no such review, or you may not see it.");
    }

    [Fact]
    public async Task The_inbox_says_which_reviews_are_yours_to_decide_and_filters_by_its_address()
    {
        await OpenReviewAsync(nameof(Cast.Nora));
        var nora = await OpenAsync(Cast.Nora, "/reviews");
        var priya = await OpenAsync(Cast.Priya, "/reviews");
        var denied = await OpenAsync(Cast.Nora, "/reviews?state=Denied");

        nora.Reads("You can decide");
        priya.Reads("Network admins");
        Assert.DoesNotContain("You can decide", priya.Text, StringComparison.Ordinal);
        denied.Reads("No review yet");
    }

    private async Task<Browser> OpenReviewAsync(string who)
    {
        _connection = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        _review = (await World.Get<ConnectionQueries>().GetAsync(Cast.Nora, _connection, Cancel)).ReviewId!.Value;
        var actor = (Domain.Accounts.Actor)typeof(Cast).GetProperty(who)!.GetValue(Cast)!;
        return await OpenAsync(actor, $"/reviews/{_review}");
    }
}
