using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.EndToEnd.Tests.Processes;
using Portal.Sandbox.Seeding;
using Portal.Testing;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>People who are let in, and another company's people who are not, each in a browser of their own.</summary>
public sealed partial class PeopleTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_admin_makes_a_team_and_invites_and_whoever_opens_the_link_signs_in_at_their_provider_and_has_the_role()
    {
        await using var provider = ChildProcess.Start("Portal.IdentityProvider", []);
        var authority = await provider.LineAsync("The identity provider is at ", Cancel);
        await AnswersAsync(new Uri(authority));
        await using var portal = await PortalProcess.StartAloneAsync(_folder["data"], Settings(authority), Cancel);
        await using var nora = await chromium.OpenAsync(portal.Address);
        await nora.SignInAsync("Nora Lindqvist");
        await nora.GoAsync("/teams");
        await nora.PressAsync("Make a team");
        await nora.EnterAsync("Name", "Research");
        await nora.PressAsync("Make it");
        await nora.ReadsAsync("Nobody is in this team yet.");
        await nora.PressAsync("Invite");
        await nora.EnterAsync("Whom is it for?", "Sam");
        await nora.TickAsync("Consumer");
        await nora.KeepAsync("invite-dialog");
        await nora.PressAsync("Make the link");
        await nora.ReadsAsync("Copy the link now: it is not shown again.");
        var link = JoinLink().Match(await nora.TextAsync()).Value;
        await nora.PressAsync("I have copied it");

        await using var sam = await chromium.OpenAsync(portal.Address);
        await sam.Page.GotoAsync(link);
        await sam.ReadsAsync("Join Research");
        await sam.FollowAsync("Sign in with House and join");
        await sam.ReadsAsync("Example identity provider");
        await sam.PressAsync("Sam Okafor");

        await sam.ReadsAsync("Consumer by hand");
        Assert.Equal(new Uri(nora.Page.Url).AbsolutePath, new Uri(sam.Page.Url).AbsolutePath);
        await nora.ReadsAsync("Sam Okafor");
        await using var late = await chromium.OpenAsync(portal.Address);
        await late.Page.GotoAsync(link);
        await late.ReadsAsync("This invitation was used already.");

        await nora.PressAsync("Remove Sam Okafor");
        await nora.PressAsync("Remove them");
        await sam.ReadsAsync("No such team");
        Assert.Empty(nora.Complaints.Concat(sam.Complaints));
    }

    [Fact]
    public async Task A_customer_of_another_company_is_connected_by_their_link_alone_and_sees_nothing_else()
    {
        await using var portal = await PortalProcess.StartAloneAsync(_folder["data"], Cancel);
        var service = (await portal.PostAsync("Priya", "services", Requests.PaymentsApi(), Cancel)).GetProperty("id").GetString()!;
        await portal.StageAsync("Priya", $"services/{service}", "available", Cancel);
        await using var priya = await chromium.OpenAsync(portal.Address);
        await priya.SignInAsync("Priya Raman");
        await priya.GoAsync($"/services/{service}/customers");
        await priya.PressAsync("Open one for a customer");
        await priya.EnterAsync("Customer", "Northwind");
        await priya.EnterAsync("What is it for?", "Northwind pays by card.");
        await priya.EnterAsync("Your reference for their tenant", "tenant-17");
        await priya.PressAsync("Open it");
        await priya.ReadsAsync("Copy the link now: it is not shown again.");
        var link = CustomerLink().Match(await priya.TextAsync()).Value;

        await using var customer = await chromium.OpenAsync(portal.Address);
        await customer.Page.GotoAsync(link);
        await customer.ReadsAsync("Connect Northwind to Payments API");
        Assert.Equal(0, await customer.Page.Locator("nav").CountAsync());
        Assert.DoesNotContain("tenant-17", await customer.Page.ContentAsync(), StringComparison.Ordinal);
        var account = SandboxSeed.Default.Account("analytics-partner");
        await customer.EnterAsync("Your AWS account id", account.AccountId);
        await customer.PressAsync("Connect from this account");
        await customer.ReadsAsync("Being decided");

        await using var nora = await chromium.OpenAsync(portal.Address);
        await nora.SignInAsync("Nora Lindqvist");
        await nora.FollowAsync("Northwind (customer of Payments Platform) → Payments API");
        await nora.PressAsync("Approve");

        // By itself: nobody loads the page anew.
        await customer.ReadsAsync("aws_vpc_endpoint");
        await customer.KeepAsync("customer-turn");
        await customer.EnterAsync("Id of your endpoint", await CreateAsync(account, ServiceName().Match(await customer.TextAsync()).Value));
        await customer.PressAsync("Connect this endpoint");
        await customer.ReadsAsync("Your endpoint is accepted and can be used.");
        await customer.KeepAsync("customer-available");

        await priya.GoAsync("/connections?reference=tenant-17");
        await priya.ReadsAsync("Available");
        await customer.GoAsync("/connections");
        await customer.ReadsAsync("Who are you today?");
        Assert.Empty(priya.Complaints.Concat(nora.Complaints).Concat(customer.Complaints));
    }

    /// <summary>A provider that has just begun may take longer for its first answer, on a machine that is busy, than the portal waits for one.</summary>
    private static async Task AnswersAsync(Uri provider)
    {
        using var client = new HttpClient { BaseAddress = provider, Timeout = Window.Patience };
        await client.GetStringAsync(new Uri(".well-known/openid-configuration", UriKind.Relative), Cancel);
    }

    /// <summary>As the customer's own administrator, who has the text of the page and no role here.</summary>
    private async Task<string> CreateAsync(SeedAccount account, string serviceName)
    {
        var endpoints = JsonDocument.Parse(await File.ReadAllTextAsync(_folder["data/endpoints.json"], Cancel)).RootElement;
        var url = endpoints.GetProperty("sandbox").GetProperty("aws").GetString();
        using var aws = new AmazonEC2Client(
            account.AccessKeyId, account.SecretAccessKey, new AmazonEC2Config { ServiceURL = url, AuthenticationRegion = account.Region });
        var vpc = account.Vpcs[0];
        var made = await aws.CreateVpcEndpointAsync(
            new CreateVpcEndpointRequest
            {
                VpcEndpointType = VpcEndpointType.Interface,
                ServiceName = serviceName,
                VpcId = vpc.VpcId,
                SubnetIds = [vpc.Subnets[0].SubnetId],
                SecurityGroupIds = [vpc.SecurityGroups[0].GroupId],
                PrivateDnsEnabled = false,
            }, Cancel);
        return made.VpcEndpoint.VpcEndpointId;
    }

    private static Dictionary<string, string> Settings(string authority) => new()
    {
        ["Portal__SignIn__Providers__house__DisplayName"] = "House",
        ["Portal__SignIn__Providers__house__Authority"] = authority,
        ["Portal__SignIn__Providers__house__ClientId"] = "privatelink-portal",
        ["Portal__SignIn__Providers__house__ClientSecret"] = "known-to-everybody-on-this-machine",
    };

    [GeneratedRegex("http://[^ ]+/join/[A-Za-z0-9_-]{43}")]
    private static partial Regex JoinLink();

    [GeneratedRegex("http://[^ ]+/customer/[A-Za-z0-9_-]{43}")]
    private static partial Regex CustomerLink();

    [GeneratedRegex("com[.]amazonaws[.]vpce[.][a-z0-9.-]*[a-z0-9]")]
    private static partial Regex ServiceName();
}
