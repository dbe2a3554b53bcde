using Bunit;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;
using Portal.Sandbox.Seeding;
using Portal.Testing.Worlds;
using Portal.Web.Connections;
using Portal.Web.EndpointServices;

namespace Portal.Web.Tests.Pages;

public sealed class PublishPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private const string Page = "/services/publish";

    private SeedVpc Vpc => World.Seed.Account("payments-prod").Vpc("payments-core");

    [Fact]
    public async Task Everything_that_is_wrong_stands_beside_its_field()
    {
        var priya = await OpenAsync(Cast.Priya, Page);

        priya.Press("Show what will be made");

        priya.Reads("Enter a name that consumers will recognise.");
        priya.Reads("Choose a VPC.");
        priya.Reads("Enter the port that consumers connect to");
        priya.Reads("is not an IPv4 address like 10.0.1.20.");
        Assert.Equal(0, await ServicesAsync());
    }

    [Fact]
    public async Task A_form_that_is_filled_in_shows_its_plan_and_is_published_after_a_yes()
    {
        var priya = await OpenAsync(Cast.Priya, Page);
        Fill(priya);

        priya.Press("Show what will be made");
        priya.Reads("Create the network load balancer");
        priya.Reads($"Register {Vpc.Instances[0].PrivateIp} port 8443.");
        Assert.Equal(0, await ServicesAsync());
        priya.Press("Publish");
        priya.Reads("a network load balancer over 2 zones, 1 port and an endpoint service. AWS bills");
        priya.ReadsNot("Asking AWS");
        Assert.Equal(0, await ServicesAsync());
        priya.Press("Publish it");

        priya.Wait(() => Assert.Matches("^/services/[0-9a-f-]{36}$", priya.Address));
        priya.Wait(() => Assert.Equal("Card payments", priya.Heading));
        var service = await World.ServiceAsync(Guid.Parse(priya.Address["/services/".Length..]), Cancel);
        Assert.Equal(2, service.Spec.Subnets.Count);
        Assert.Equal((443, 8443), (service.Spec.Listeners[0].Port, service.Spec.Listeners[0].TargetGroup.Port));
        Assert.False(service.AutoApproval.Everyone);
        Assert.Contains(priya.JSInterop.Invocations, call => call.Identifier == "portal.dropDraft");
    }

    [Fact]
    public async Task Attributes_are_left_to_AWS_unless_somebody_says_them()
    {
        var priya = await OpenAsync(Cast.Priya, Page);
        Fill(priya);
        priya.Pick("Cross-zone load balancing", "On");
        priya.Pick("Connection termination on deregistration", "On");
        priya.Enter("Deregistration delay in seconds", "3601");
        priya.Press("Show what will be made");
        priya.Reads("Use 0 to 3600 seconds.");
        priya.Enter("Deregistration delay in seconds", "30");
        priya.Press("Show what will be made");
        priya.Reads("Set attributes of the load balancer: cross-zone load balancing on");
        priya.Reads("Set attributes of the target group of port 443: deregistration delay 30 s, connection termination on deregistration on");
        priya.Press("Publish");
        priya.Press("Publish it");

        priya.Wait(() => Assert.Matches("^/services/[0-9a-f-]{36}$", priya.Address));
        var spec = (await World.ServiceAsync(Guid.Parse(priya.Address["/services/".Length..]), Cancel)).Spec;
        Assert.Equal(new LoadBalancerAttributes(CrossZone: true), spec.LoadBalancerAttributes);
        Assert.Equal(new TargetGroupAttributes(30, true), spec.Listeners[0].TargetGroup.Attributes);
        await World.SettleAsync(Cancel);
        priya.Reads("Attributes: deregistration delay 30 s, connection termination on deregistration on");
        priya.Reads("Cross-zone load balancing On");
        priya.Reads("Deletion protection Off");
    }

    [Fact]
    public async Task Only_some_without_anybody_is_refused_and_nothing_is_sent()
    {
        var priya = await OpenAsync(Cast.Priya, Page);
        Fill(priya);
        priya.Screen.FindAll("input[name=visibility]")[1].Change("on");

        priya.Press("Show what will be made");

        priya.Reads("Who finds it in the catalogue: Choose at least one team or account, or \"Only your own team\".");
        Assert.DoesNotContain("Create the network load balancer", priya.Text, StringComparison.Ordinal);
        priya.Screen.FindAll("input[name=visibility]")[0].Change("on");
        priya.Press("Show what will be made");
        priya.Reads("Create the network load balancer");
    }

    [Fact]
    public async Task Letting_everybody_in_without_a_decision_is_said_before_it_is_published()
    {
        var priya = await OpenAsync(Cast.Priya, Page);
        Fill(priya);
        priya.Screen.FindAll("input[name=autoApproval]")[0].Change("on");

        priya.Press("Publish");

        priya.Reads("Every team of the portal can connect to it without any decision of yours");
    }

    [Fact]
    public async Task A_draft_goes_on_where_it_was_left()
    {
        var form = Ready();
        var priya = await SignInAsync(Cast.Priya);
        priya.JSInterop.Setup<string?>("portal.draft", "publish:priya").SetResult(form.ToDraft());
        priya.Open(Page);

        priya.Reads("Continued from your draft.");
        Assert.Equal("Card payments", priya.Field("Name").GetAttribute("value"));
        priya.Press("Start afresh");
        priya.ReadsNot("Continued from your draft.");
        Assert.Equal("", priya.Field("Name").GetAttribute("value") ?? "");
        Assert.Contains(priya.JSInterop.Invocations, call => call.Identifier == "portal.dropDraft");
    }

    [Fact]
    public async Task What_is_entered_is_kept_at_once()
    {
        var priya = await OpenAsync(Cast.Priya, Page);

        priya.Enter("Name", "Half a name");

        priya.Wait(() => Assert.Contains(priya.JSInterop.Invocations,
            call => call.Identifier == "portal.keepDraft" && call.Arguments[0] as string == "publish:priya"
                && ((string)call.Arguments[1]!).Contains("Half a name", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_form_whose_answer_was_lost_is_published_once()
    {
        var form = Ready();
        var input = form.ToInput();
        var first = await World.Get<EndpointServiceCommands>().PublishAsync(Cast.Priya, input, FormKey.Of(form.Id, input), Cancel);
        var priya = await SignInAsync(Cast.Priya);
        priya.JSInterop.Setup<string?>("portal.draft", "publish:priya").SetResult(form.ToDraft());
        priya.Open(Page);

        priya.Press("Publish");
        priya.Press("Publish it");

        priya.Wait(() => Assert.Equal($"/services/{first.Id}", priya.Address));
        Assert.Equal(1, await ServicesAsync());
    }

    [Fact]
    public async Task An_address_outside_the_vpc_is_told_to_be_reached_from_every_zone()
    {
        var priya = await OpenAsync(Cast.Priya, Page);
        ChooseVpc(priya);

        priya.Enter("Address 1", "10.200.0.9");
        priya.Reads("Outside the VPC, on premises: reached from every zone");
        priya.Enter("Address 1", Vpc.Instances[0].PrivateIp);
        priya.ReadsNot("Outside the VPC");
    }

    [Fact]
    public async Task Ports_and_hosts_can_be_added_and_taken_away()
    {
        var priya = await OpenAsync(Cast.Priya, Page);

        priya.Press("Add another port");
        priya.Reads("Port 2 and its hosts");
        priya.Press("Add a host");
        priya.Field("Address 2");
        priya.Press("Remove this port");

        priya.ReadsNot("Port 2 and its hosts");
        priya.ReadsNot("Address 2");
    }

    [Fact]
    public async Task A_changed_form_says_that_the_plan_is_older()
    {
        var priya = await OpenAsync(Cast.Priya, Page);
        Fill(priya);
        priya.Press("Show what will be made");
        priya.Reads("Create the network load balancer");

        priya.Enter("Port that consumers connect to", "444");

        priya.Reads("You have changed the form since.");
    }

    [Fact]
    public async Task A_refusal_of_aws_is_told_in_place_of_the_vpcs()
    {
        await using (var context = World.Open())
        {
            await context.Accounts.ExecuteUpdateAsync(account => account.SetProperty(row => row.ExternalId, "another one"), Cancel);
        }

        var priya = await OpenAsync(Cast.Priya, Page);

        priya.Wait(() => Assert.NotEmpty(priya.Screen.FindAll("[role=alert].note")));
        Assert.True(priya.Has("Ask AWS again"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_publishes_for_no_team_is_offered_no_form(bool isAdmin)
    {
        var reader = await OpenAsync(isAdmin ? Cast.Nora : Cast.Chen, Page);

        reader.Reads("No account to publish from");
        Assert.False(reader.Has("Publish"));
    }

    private PublishForm Ready()
    {
        var account = World.Seed.Account("payments-prod");
        var form = new PublishForm { Name = "Card payments", AccountId = account.AccountId, Region = account.Region, VpcId = Vpc.VpcId };
        form.SubnetIds.Add(Vpc.Subnets[0].SubnetId);
        form.Listeners[0].Port = 443;
        form.Listeners[0].Targets[0].Id = Vpc.Instances[0].PrivateIp;
        return form;
    }

    private void ChooseVpc(Browser browser)
    {
        browser.Choose("payments-core");
        browser.Field(Vpc.Subnets[0].ZoneId);
    }

    private void Fill(Browser browser)
    {
        browser.Enter("Name", "Card payments");
        ChooseVpc(browser);
        browser.Choose(Vpc.Subnets[0].ZoneId);
        browser.Choose(Vpc.Subnets[1].ZoneId);
        browser.Enter("Port that consumers connect to", "443");
        browser.Enter("Port on the hosts", "8443");
        browser.Enter("Address 1", Vpc.Instances[0].PrivateIp);
    }

    private async Task<int> ServicesAsync()
    {
        await using var context = World.Open();
        return await context.EndpointServices.CountAsync(Cancel);
    }
}
