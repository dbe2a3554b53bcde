using Portal.Domain.Accounts;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

/// <summary>Tags that AWS asks for in an account, as far as its refusals have told, in the forms of that account.</summary>
public sealed class AskedTagPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private const string Because = "An explicit Deny asks for the tag CostCentre";
    private const string Asked = "CostCentre (asked for)";

    [Fact]
    public async Task A_request_from_the_account_asks_for_the_tag_beside_the_free_ones()
    {
        var service = await World.PublishedAsync(Cancel);
        var id = await World.RequestAsync(service, Cancel);
        await World.DecideAsync(id, Cast.Nora, "requestChanges", Cancel);
        await AskAsync("storefront-prod");
        var chen = await OpenAsync(Cast.Chen, $"/connections/request?change={id}");

        chen.Reads(Asked);
        chen.Press("Submit it again");
        chen.Reads("asks for this tag: An explicit Deny asks for the tag CostCentre. Give it a value.");
        chen.Enter(Asked, "4711");
        chen.Press("Submit it again");

        chen.Wait(() => Assert.Equal($"/connections/{id}", chen.Address));
        Assert.Equal("4711", (await World.ConnectionAsync(id, Cancel)).Tags["CostCentre"]);
    }

    [Fact]
    public async Task A_blocked_or_live_connection_is_given_its_tags_on_its_page()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        await AskAsync("storefront-prod");
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");

        chen.Press("Tags");
        chen.Reads(Asked);
        chen.Press("Save");
        chen.Reads("Give it a value.");
        chen.Enter(Asked, "4711");
        chen.Press("Add a tag");
        chen.Enter("Key 2", "Owner");
        chen.Enter("Value 2", "checkout");
        chen.Press("Save");

        chen.ReadsNot("Keep them as they are");
        Assert.Equal(
            new Dictionary<string, string> { ["CostCentre"] = "4711", ["Owner"] = "checkout" }, (await World.ConnectionAsync(id, Cancel)).Tags.ToDictionary());
    }

    [Fact]
    public async Task The_change_pages_ask_for_it_and_show_what_becomes_of_tags()
    {
        var service = await World.PublishedAsync(Cancel);
        var id = await World.ConnectedAsync(service, Cancel);
        await AskAsync("storefront-prod");
        await AskAsync("payments-prod");
        foreach (var (who, page) in new[] { (Cast.Chen, $"/connections/{id}/change"), (Cast.Priya, $"/services/{service}/change") })
        {
            var browser = await OpenAsync(who, page);
            browser.Press("Show what it does");
            browser.Reads("Give it a value.");
            browser.Enter(Asked, "4711");
            browser.Press("Show what it does");
            browser.Reads("CostCentre=4711");
            browser.Press("Change");
            browser.Press("Change it");
            browser.Wait(() => Assert.Equal(page[..^"/change".Length], browser.Address));
        }

        Assert.Equal("4711", (await World.ConnectionAsync(id, Cancel)).Tags["CostCentre"]);
        Assert.Equal("4711", (await World.ServiceAsync(service, Cancel)).Tags["CostCentre"]);
    }

    [Fact]
    public async Task A_publication_and_a_described_service_ask_for_it_in_their_account_only()
    {
        var service = await World.PublishedAsync(Cancel);
        await AskAsync("payments-prod");
        var priya = await OpenAsync(Cast.Priya, $"/services/{service}");
        priya.Press("Describe");
        priya.Reads(Asked);

        var publishing = await OpenAsync(Cast.Priya, "/services/publish");
        publishing.Reads("Names and tags");
        if (!publishing.Text.Contains(Asked, StringComparison.Ordinal))
        {
            publishing.Pick("AWS account", $"payments-prod · {World.Seed.Account("payments-prod").AccountId}");
        }

        publishing.Reads(Asked);
        publishing.Press("Publish");
        publishing.Reads("Give it a value.");
    }

    [Fact]
    public async Task Whoever_owns_the_account_says_that_it_is_asked_for_no_more()
    {
        await AskAsync("storefront-prod");
        var chen = await OpenAsync(Cast.Chen, "/accounts");
        chen.Reads(Because);

        chen.Press("Ask for it no more: CostCentre");

        chen.ReadsNot(Because);
        await using var context = World.Open();
        Assert.Empty(context.AskedTags);
    }

    [Fact]
    public async Task Whoever_owns_the_account_asks_for_a_tag_of_certain_values_and_a_request_offers_them()
    {
        var service = await World.PublishedAsync(Cancel);
        var id = await World.RequestAsync(service, Cancel);
        await World.DecideAsync(id, Cast.Nora, "requestChanges", Cancel);
        var chen = await OpenAsync(Cast.Chen, "/accounts");
        chen.Press("Ask for a tag in storefront-prod");
        chen.Reads("Everything that the portal makes in this account has to carry the tag.");
        chen.Enter("Key", "aws:stage");
        chen.Enter("Allowed values (optional)", "prod\n\ntest\n");
        chen.Press("Ask for it");
        chen.Reads("not people's to set");
        chen.Enter("Key", "Stage");
        chen.Press("Ask for it");
        chen.Reads("has to be given with everything that is made: prod, test");

        var request = await OpenAsync(Cast.Chen, $"/connections/request?change={id}");
        request.Press("Submit it again");
        request.Reads("has to carry it. Give it one of the values prod, test.");
        request.Pick("Stage (asked for)", "test");
        request.Press("Submit it again");
        request.Wait(() => Assert.Equal($"/connections/{id}", request.Address));
        Assert.Equal("test", (await World.ConnectionAsync(id, Cancel)).Tags["Stage"]);
    }

    [Fact]
    public async Task A_network_admin_asks_for_a_tag_of_a_team_on_its_page_and_its_members_only_read_it()
    {
        var id = await World.RequestAsync(await World.PublishedAsync(Cancel), Cancel);
        await World.DecideAsync(id, Cast.Nora, "requestChanges", Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/teams/{Cast.Storefront.Id}");
        chen.Reads("None beside those of the accounts that it uses.");
        chen.ReadsNot("Ask for a tag");
        var nora = await OpenAsync(Cast.Nora, $"/teams/{Cast.Storefront.Id}", beside: chen);
        nora.Press("Ask for a tag of Storefront");
        nora.Reads("for this team has to carry the tag");
        nora.Enter("Key", "CostCentre");
        nora.Press("Ask for it");

        nora.Reads("everything that is made for Storefront has to carry it");
        chen.Reads("everything that is made for Storefront has to carry it");
        chen.Open($"/connections/request?change={id}");
        chen.Reads(Asked);
        nora.Press("Ask for it no more: CostCentre");
        nora.ReadsNot("everything that is made for Storefront has to carry it");
    }

    private async Task AskAsync(string alias)
    {
        await using var context = World.Open();
        context.AskedTags.Add(new AskedTag(World.Seed.Account(alias).AccountId, "CostCentre", true, Because, World.Clock.GetUtcNow()));
        await context.SaveChangesAsync(Cancel);
    }
}
