using Portal.Domain.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Reviews;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class ReviewPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private Guid _service;
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

    [Fact]
    public async Task An_approver_reads_names_blocks_and_rules_of_the_network_and_who_may_not_know_it_reads_nothing_of_it()
    {
        var nora = await OpenReviewAsync(nameof(Cast.Nora));
        var priya = await OpenAsync(Cast.Priya, $"/reviews/{_review}");

        nora.Reads("storefront-app-az1");
        nora.Reads("free addresses");
        nora.Reads("The service listens on TCP 443");
        nora.Reads("TCP 443 from");
        nora.Reads("storefront-prod");
        priya.Reads("What people say");
        Assert.DoesNotContain("storefront-app-az1", priya.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_lets_nothing_in_on_the_services_port_is_told_before_the_decision()
    {
        var input = Inputs.Connection(
            World.Seed, await World.StoreServiceAsync(Cancel), "storefront-prod", "storefront", ["storefront-app-az1", "storefront-app-az2"], "default");
        var id = (await World.Get<ConnectionCommands>().RequestAsync(Cast.Chen, input, null, Cancel)).Id;
        var nora = await OpenAsync(Cast.Nora, $"/reviews/{(await World.ReviewAsync(id, Cancel)).Id}");

        nora.Reads("None of these groups lets TCP 443 in: clients of this connection would time out.");
    }

    [Fact]
    public async Task When_AWS_cannot_be_asked_the_ids_are_shown_and_why_and_the_decision_is_possible()
    {
        await AskAsync();
        await World.Aws.FaultAsync(new { kind = "error", code = "AccessDenied", message = "No." }, Cancel, "DescribeVpcs");

        var nora = await OpenAsync(Cast.Nora, $"/reviews/{_review}");

        nora.Reads(World.Seed.Account("storefront-prod").Vpc("storefront").VpcId);
        nora.Reads("Try again");
        Assert.True(nora.Has("Approve"));
    }

    [Fact]
    public async Task What_people_say_is_seen_at_once_by_both_sides_and_decides_nothing()
    {
        var nora = await OpenReviewAsync(nameof(Cast.Nora));
        var chen = await OpenAsync(Cast.Chen, $"/reviews/{_review}");
        chen.Reads("Nothing yet.");

        nora.Enter("Comment", "Which client is it?");
        nora.Press("Comment");

        chen.Reads("Which client is it?");
        chen.Enter("Comment", "The shop's checkout.");
        chen.Press("Comment");
        nora.Reads("The shop's checkout.");
        Assert.Empty((await World.Get<ReviewQueries>().GetAsync(Cast.Nora, _review, Cancel)).Decisions);
    }

    [Fact]
    public async Task An_empty_comment_is_refused_beside_its_field_and_an_auditor_reads_without_a_field()
    {
        var nora = await OpenReviewAsync(nameof(Cast.Nora));
        var tomas = await OpenAsync(Cast.Tomas, $"/reviews/{_review}");

        nora.Press("Comment");

        nora.Reads("Enter what you want to say.");
        tomas.Reads("Only the consumer's and the provider's people and network admins comment on this.");
        Assert.False(tomas.Has("Comment"));
    }

    [Fact]
    public async Task Approving_can_go_on_to_the_next_that_waits_for_the_same_person()
    {
        var nora = await OpenReviewAsync(nameof(Cast.Nora));
        Assert.False(nora.Has("Approve and open the next"));
        var other = await World.RequestAsync(_service, Cancel);
        var next = (await World.ReviewAsync(other, Cancel)).Id;
        nora.Open($"/reviews/{next}");
        nora.Reads("Approve and open the next");

        nora.Press("Approve and open the next");

        nora.Wait(() => Assert.Equal($"/reviews/{_review}", nora.Address));
        nora.Reads("Approve");
        Assert.Single((await World.Get<ReviewQueries>().GetAsync(Cast.Nora, next, Cancel)).Decisions);
        Assert.Empty((await World.Get<ReviewQueries>().GetAsync(Cast.Nora, _review, Cancel)).Decisions);
    }

    [Fact]
    public async Task A_second_round_shows_what_differs_and_what_was_said_in_the_first()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var id = await World.RequestAsync(service, Cancel);
        var first = await World.ReviewAsync(id, Cancel);
        await World.Get<ReviewCommands>().DecideAsync(Cast.Nora, first.Id, new("requestChanges", "Give it an end.", first.PlanHash), null, Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/request?change={id}");
        chen.Reads("nora asked for changes");
        chen.Reads("Give it an end.");
        var input = Inputs.Checkout(World.Seed, service) with { EndsAt = World.Clock.GetUtcNow().AddDays(30) };
        await World.Get<ConnectionCommands>().ResubmitAsync(Cast.Chen, id, input, null, Cancel);

        var nora = await OpenAsync(Cast.Nora, $"/reviews/{(await World.ReviewAsync(id, Cancel)).Id}");

        nora.Reads("What differs from the last round");
        nora.Reads("no end");
        nora.Reads("Earlier rounds");
        nora.Reads("Round 1");
        nora.Reads("Give it an end.");
        Assert.DoesNotMatch(@"\d{4}-\d\d-\d\dT", nora.Text);
    }

    [Fact]
    public async Task What_was_rejected_is_asked_for_again_with_what_it_asked_for()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        await World.DecideAsync(id, Cast.Nora, "deny", Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");

        chen.Press("Request again");

        chen.Reads("Request a connection");
        chen.Reads("First, people decide");
        chen.Press("Send the request");
        chen.Wait(() => Assert.DoesNotContain(id.ToString(), chen.Address, StringComparison.Ordinal));
        chen.Reads("Awaiting approval");
        Assert.Equal("For a test.", (await World.ConnectionAsync(Guid.Parse(chen.Address.Split('/')[^1]), Cancel)).Justification);
    }

    private async Task<Browser> OpenReviewAsync(string who)
    {
        await AskAsync();
        var actor = (Domain.Accounts.Actor)typeof(Cast).GetProperty(who)!.GetValue(Cast)!;
        return await OpenAsync(actor, $"/reviews/{_review}");
    }

    private async Task AskAsync()
    {
        _service = await World.StoreServiceAsync(Cancel);
        _connection = await World.RequestAsync(_service, Cancel);
        _review = (await World.Get<ConnectionQueries>().GetAsync(Cast.Nora, _connection, Cancel)).ReviewId!.Value;
    }
}
