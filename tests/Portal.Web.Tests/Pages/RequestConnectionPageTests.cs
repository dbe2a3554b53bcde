using Bunit;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Reviews;
using Portal.Sandbox.Seeding;
using Portal.Testing.Worlds;
using Portal.Web.Connections;

namespace Portal.Web.Tests.Pages;

public sealed class RequestConnectionPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private SeedVpc Vpc => World.Seed.Account("storefront-prod").Vpc("storefront");

    [Fact]
    public async Task Without_a_service_the_page_leads_to_the_catalogue()
    {
        var chen = await OpenAsync(Cast.Chen, "/connections/request");

        chen.Reads("First, choose a service");
        Assert.True(chen.Has("Open the catalogue"));
    }

    [Theory]
    [InlineData("service=nonsense", "service")]
    [InlineData("service=0190c0de-0000-7000-8000-000000000000", "service")]
    [InlineData("change=nonsense", "connection")]
    public async Task An_address_that_leads_to_nothing_says_so(string query, string what)
    {
        var chen = await OpenAsync(Cast.Chen, $"/connections/request?{query}");

        chen.Reads($"There is no such {what}, or you may not see it.");
    }

    [Fact]
    public async Task Sending_nothing_tells_everything_that_is_missing_beside_its_field_and_stores_nothing()
    {
        var chen = await OpenFormAsync();

        chen.Press("Send the request");

        chen.Reads("things need changing. Nothing was stored.");
        chen.Reads("AWS account: Choose an AWS account.");
        chen.Reads("VPC: Choose a VPC.");
        chen.Reads("Enter what the connection is for");
        Assert.Contains(chen.JSInterop.Invocations, call => call.Identifier == "portal.goToField");
        await using var context = World.Open();
        Assert.Empty(await context.Connections.ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_was_wrong_is_judged_anew_as_it_is_mended()
    {
        var chen = await OpenFormAsync();
        chen.Press("Send the request");
        chen.Reads("Enter what the connection is for");

        chen.Enter("What is it for?", "Checkout.");

        chen.ReadsNot("Enter what the connection is for");
        chen.Reads("Choose an AWS account.");
    }

    [Fact]
    public async Task A_day_that_cannot_be_read_keeps_the_request_from_being_sent_and_names_the_form()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var chen = await SignInAsync(Cast.Chen);
        chen.JSInterop.Setup<string?>("portal.draft", $"request:chen:{service}").SetResult(Ready(service).ToDraft());
        chen.Open($"/connections/request?service={service}");
        chen.Reads("Then the portal works in both accounts");

        chen.Enter("Ends", "the end of the year");
        chen.Press("Send the request");
        chen.Reads("End: Write the day as 2026-12-31.");
        await using (var context = World.Open())
        {
            Assert.Empty(await context.Connections.ToListAsync(Cancel));
        }

        chen.Enter("Ends", "31.12.2099");
        chen.ReadsNot("Write the day as");
        chen.Press("Send the request");
        chen.Wait(() => Assert.Matches("^/connections/[0-9a-f-]{36}$", chen.Address));
        var connection = await World.ConnectionAsync(Guid.Parse(chen.Address["/connections/".Length..]), Cancel);
        Assert.Equal(new DateTimeOffset(2099, 12, 31, 23, 59, 59, TimeSpan.Zero), connection.EndsAt);
    }

    [Fact]
    public async Task What_an_approver_wants_changed_comes_back_filled_in_and_goes_to_the_same_people_again()
    {
        var id = await SentBackAsync();
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Press("Change and submit again");
        chen.Reads("Change a request");
        chen.Reads(Vpc.Subnets[0].SubnetId);
        chen.Reads("Then the portal works in both accounts");

        chen.Enter("What is it for?", "Checkout, in two zones.");
        chen.Press("Submit it again");

        chen.Wait(() => Assert.Equal($"/connections/{id}", chen.Address));
        chen.Reads("Checkout, in two zones.");
        chen.Reads("Network admins have to decide");
    }

    [Fact]
    public async Task A_subnet_in_a_zone_that_is_taken_cannot_be_chosen_until_the_other_is_given_up()
    {
        var chen = await OpenAsync(Cast.Chen, $"/connections/request?change={await SentBackAsync()}");
        var taken = Vpc.Subnets.Single(subnet => subnet.Name == "storefront-app-az1");
        chen.Reads("another subnet of this zone is chosen");

        var zone = World.Seed.Account("storefront-prod").Zones.Single(zone => zone.Value == taken.ZoneId);
        chen.Choose($"{zone.Value} ({zone.Key}) {taken.Name}", chosen: false);

        chen.ReadsNot("another subnet of this zone is chosen");
    }

    [Fact]
    public async Task A_request_that_is_decided_on_cannot_be_changed()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/request?change={id}");

        chen.Reads("is not possible from there");
    }

    [Fact]
    public async Task Who_has_no_account_is_told_who_can_help()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var stranger = await OpenAsync(Cast.Stranger, $"/connections/request?service={service}");

        stranger.Reads("Your teams have no account that the portal can use.");
    }

    [Fact]
    public async Task A_request_whose_answer_was_lost_is_made_once()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var form = Ready(service);
        var input = form.ToInput("us-east-1");
        var first = await World.Get<ConnectionCommands>().RequestAsync(Cast.Chen, input, FormKey.Of(form.Id, input), Cancel);
        var chen = await SignInAsync(Cast.Chen);
        chen.JSInterop.Setup<string?>("portal.draft", $"request:chen:{service}").SetResult(form.ToDraft());
        chen.Open($"/connections/request?service={service}");
        chen.Reads("Continued from your draft.");
        chen.Reads("Then the portal works in both accounts");

        chen.Press("Send the request");

        chen.Wait(() => Assert.Equal($"/connections/{first.Id}", chen.Address));
        await using var context = World.Open();
        Assert.Equal(1, await context.Connections.CountAsync(Cancel));
    }

    [Fact]
    public void What_nobody_changes_stays_as_it_is()
    {
        var end = new DateTimeOffset(2030, 5, 1, 12, 0, 0, TimeSpan.Zero);
        var form = new RequestForm { EndDay = end.UtcDateTime.Date, EndsAt = end, Tags = [new() { Key = "cost-center", Value = "42" }] };

        var kept = RequestForm.FromDraft(form.ToDraft())!;
        var same = kept.ToInput("us-east-1");
        kept.EndDay = new DateTime(2030, 5, 2);
        var moved = kept.ToInput("us-east-1");

        Assert.Equal((end, "42"), (same.EndsAt, same.Tags!["cost-center"]));
        Assert.Equal(new DateTimeOffset(2030, 5, 2, 23, 59, 59, TimeSpan.Zero), moved.EndsAt);
    }

    private RequestForm Ready(Guid service) => new()
    {
        ServiceId = service,
        AccountId = World.Seed.Account("storefront-prod").AccountId,
        VpcId = Vpc.VpcId,
        SubnetIds = [Vpc.Subnets.Single(subnet => subnet.Name == "storefront-app-az1").SubnetId],
        SecurityGroupIds = [Vpc.SecurityGroups.Single(group => group.Name == "web").GroupId],
        Justification = "Checkout charges cards.",
    };

    private async Task<Browser> OpenFormAsync()
    {
        var chen = await OpenAsync(Cast.Chen, $"/connections/request?service={await World.StoreServiceAsync(Cancel)}");
        chen.Reads("From where");
        return chen;
    }

    private async Task<Guid> SentBackAsync()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var connection = await World.Get<ConnectionQueries>().GetAsync(Cast.Nora, id, Cancel);
        await World.Get<ReviewCommands>()
            .DecideAsync(Cast.Nora, connection.ReviewId!.Value, new("requestChanges", "Two zones, please.", connection.PlanHash), null, Cancel);
        return id;
    }
}
