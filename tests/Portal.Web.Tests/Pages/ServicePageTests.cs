using Amazon.EC2;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class ServicePageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_consumer_sees_how_to_connect_and_nothing_of_the_providers_side()
    {
        var id = await World.PublishedAsync(Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/services/{id}");

        chen.Reads("com.amazonaws.vpce.us-east-1.vpce-svc-");
        chen.Reads("TCP 443");
        chen.Reads("Your teams have not asked for one.");
        Assert.True(chen.Has("Request a connection"));
        Assert.Equal(["Refresh", "Change", "Withdraw"], new[] { "Refresh", "Change", "Withdraw" }.Where(action => !chen.Has(action)));
        Assert.DoesNotContain(World.Seed.Account("payments-prod").Vpc("payments-core").VpcId, chen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Load balancer and targets", chen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_follows_the_publication_until_it_is_available()
    {
        var receipt = await World.PublishAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{receipt.Id}");
        priya.Reads("Publishing");
        priya.Reads("Not registered yet");

        await World.SettleAsync(Cancel);

        priya.Reads("none is left");
        priya.Reads("com.amazonaws.vpce.us-east-1.vpce-svc-");
        priya.Wait(() => Assert.Contains("Available", priya.Text, StringComparison.Ordinal));
        Assert.Contains($"{World.Seed.Account("payments-prod").Vpc("payments-core").Instances[0].PrivateIp}:443", priya.Text, StringComparison.Ordinal);
        Assert.Contains("Create the network load balancer", priya.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admins_see_all_of_it_and_change_nothing()
    {
        var id = await World.PublishedAsync(Cancel);
        var nora = await OpenAsync(Cast.Nora, $"/services/{id}");

        nora.Reads("Load balancer and targets");
        Assert.False(nora.Has("Withdraw"));
        Assert.False(nora.Has("Change"));
        Assert.False(nora.Has("Request a connection"));
    }

    [Fact]
    public async Task What_a_reader_may_not_see_is_as_if_it_were_not_there()
    {
        var id = await World.StoreServiceAsync(Cancel, visibility: Audience.Nobody);
        var chen = await OpenAsync(Cast.Chen, $"/services/{id}");

        chen.Reads("No such service");
        Assert.DoesNotContain("Payments API", chen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_proven_comes_with_the_record_to_publish()
    {
        var receipt = await World.Get<EndpointServiceCommands>().PublishAsync(
            Cast.Priya, Inputs.PaymentsApi(World.Seed) with { PrivateDnsName = "api.payments.example" }, null, Cancel);
        await World.SettleAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{receipt.Id}");
        var chen = await OpenAsync(Cast.Chen, $"/services/{receipt.Id}");

        var dns = (await World.Get<EndpointServiceQueries>().GetAsync(Cast.Priya, receipt.Id, Cancel)).PrivateDns!;
        priya.Reads("Prove the private DNS name");
        priya.Reads("AWS did not find it");
        Assert.EndsWith(".api.payments.example", dns.Record!.Name, StringComparison.Ordinal);
        priya.Reads(dns.Record.Name);
        priya.Reads(dns.Record.Value);
        Assert.True(priya.Has("Copy the record's name") && priya.Has("Copy the record's value"));
        priya.Reads($"Public DNS knows no name {dns.Record.Name}.");
        priya.Reads("the portal asks next in ");
        chen.Reads("Proof failed");
        Assert.DoesNotContain(dns.Record.Value, chen.Text, StringComparison.Ordinal);
        Assert.False(chen.Has("Verify now"));
    }

    [Fact]
    public async Task A_provider_mends_the_record_by_what_the_page_says_and_has_it_verified()
    {
        var receipt = await World.Get<EndpointServiceCommands>().PublishAsync(
            Cast.Priya, Inputs.PaymentsApi(World.Seed) with { PrivateDnsName = "api.payments.example" }, null, Cancel);
        await World.SettleAsync(Cancel);
        var record = (await World.Get<EndpointServiceQueries>().GetAsync(Cast.Priya, receipt.Id, Cancel)).PrivateDns!.Record!;
        var priya = await OpenAsync(Cast.Priya, $"/services/{receipt.Id}");
        await World.Aws.PublishTxtAsync(record.Name, $"\"{record.Value}\"", Cancel);

        priya.Press("Verify now");
        priya.Reads("AWS is asked to look for the record.");
        await World.SettleAsync(Cancel);
        priya.Reads("The quotes have become part of the value.");
        priya.Reads("Enter the value without quotes");
        priya.Reads($"\"{record.Value}\"");
        await World.Aws.PublishTxtAsync(record.Name, record.Value, Cancel);
        priya.Press("Verify now");
        priya.Reads("The TXT record is there, with the value that AWS wants.");
        await World.SettleAsync(Cancel);

        priya.Reads("Proven");
        priya.ReadsNot("Prove the private DNS name");
        priya.Reads("Asked AWS to verify the private DNS name");
    }

    [Fact]
    public async Task A_withdrawal_says_whom_it_hits_and_when_and_can_be_called_off()
    {
        var id = await World.PublishedAsync(Cancel);
        await World.ConnectedAsync(id, Cancel);
        await World.RequestAsync(id, Cancel, Inputs.Staging(World.Seed, id));
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}");

        priya.Press("Withdraw");
        priya.Reads("1 live connection ends on");
        priya.Reads("1 request that waits for a decision is rejected now.");
        priya.Enter("Notice in days", "0");
        priya.Reads("1 live connection ends now: whatever uses it stops working.");
        priya.Enter("Notice in days", "30");
        priya.Enter("What consumers are told", "Use Payments API 2.");
        priya.Press("Announce the withdrawal");

        priya.Reads("This service will be withdrawn on");
        priya.Reads("Use Payments API 2.");
        Assert.Equal(EndpointServiceStage.Draining, (await World.ServiceAsync(id, Cancel)).Stage);
        priya.Press("Call off the withdrawal");
        priya.Reads("takes new connections again, and nothing of it is deleted");
        priya.Press("Call it off");
        priya.ReadsNot("This service will be withdrawn on");
        Assert.Equal(EndpointServiceStage.Available, (await World.ServiceAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task Who_thinks_better_of_a_withdrawal_changes_nothing()
    {
        var id = await World.StoreServiceAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}");

        priya.Press("Withdraw");
        priya.Reads("No connection stands on it, and it takes no new ones.");
        priya.Press("Keep it as it is");

        priya.ReadsNot("Notice in days");
        Assert.Equal(EndpointServiceStage.Available, (await World.ServiceAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task A_withdrawal_that_would_hit_more_than_was_read_is_asked_again()
    {
        var id = await World.StoreServiceAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}");
        priya.Press("Withdraw");
        priya.Reads("No connection stands on it, and it takes no new ones.");

        await World.RequestAsync(id, Cancel);
        priya.Press("Announce the withdrawal");

        priya.Reads("More depends on it than when you opened this.");
        priya.Reads("1 request that waits for a decision is rejected now.");
        Assert.Equal(EndpointServiceStage.Available, (await World.ServiceAsync(id, Cancel)).Stage);
        priya.Enter("Notice in days", "");
        priya.Press("Announce the withdrawal");
        priya.Reads("Enter the notice in days; 0 withdraws the service at once.");
        priya.Enter("Notice in days", "7");
        priya.Press("Announce the withdrawal");
        priya.Reads("This service will be withdrawn on");
    }

    [Fact]
    public async Task What_was_entered_stays_when_somebody_was_faster()
    {
        var id = await World.StoreServiceAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}");
        priya.Press("Describe");
        priya.Enter("Description", "A text that took an hour.");

        await World.DescribeAsync(id, new("Payments API, renamed", null, null, null, null), Cancel);
        priya.Press("Save");
        priya.Reads("Someone was faster");
        priya.Press("Save");

        priya.Reads("Changed.");
        Assert.Equal("A text that took an hour.", (await World.ServiceAsync(id, Cancel)).Description);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_is_stored()
    {
        var id = await World.StoreServiceAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}");

        priya.Press("Describe");
        priya.Enter("Name", " ");
        priya.Press("Save");

        priya.Reads("Enter a name that consumers will recognise.");
        Assert.Equal("Payments API", (await World.ServiceAsync(id, Cancel)).Name);
        priya.Enter("Name", "Payments API 2");
        priya.Press("Save");
        priya.Wait(() => Assert.Equal("Payments API 2", priya.Heading));
    }

    [Fact]
    public async Task Who_was_slower_is_told_so_and_sees_what_the_faster_one_did()
    {
        var id = await World.StoreServiceAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}");
        priya.Press("Describe");
        priya.Field("Name");

        await World.DescribeAsync(id, new("Faster", null, null, null, null), Cancel);
        priya.Enter("Name", "Slower");
        priya.Press("Save");

        priya.Reads("Someone was faster");
        priya.Wait(() => Assert.Equal("Faster", priya.Heading));
        Assert.Equal("Faster", (await World.ServiceAsync(id, Cancel)).Name);
    }

    [Fact]
    public async Task An_endpoint_that_nobody_asked_for_is_shown_to_the_provider()
    {
        var id = await World.PublishedAsync(Cancel);
        await World.ConnectedAsync(id, Cancel);
        var consumer = World.Seed.Account("storefront-prod").Vpc("storefront");
        var made = await World.Ec2("storefront-prod").CreateVpcEndpointAsync(
            new()
            {
                VpcId = consumer.VpcId,
                ServiceName = (await World.ServiceAsync(id, Cancel)).AwsServiceName,
                VpcEndpointType = VpcEndpointType.Interface,
                SubnetIds = [consumer.Subnets[0].SubnetId],
            },
            Cancel);
        await World.Get<EndpointServiceCommands>().RetryAsync(Cast.Priya, id, null, Cancel);
        await World.SettleAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}");

        priya.Reads("Endpoints that nobody asked the portal for");
        priya.Reads(made.VpcEndpoint.VpcEndpointId);
        priya.Reads("Storefront");
    }
}
