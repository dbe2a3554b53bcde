using System.Text.RegularExpressions;
using Portal.Infrastructure.Customers;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class CustomersPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_provider_opens_a_connection_for_a_customer_sees_the_link_once_withdraws_it_and_makes_another()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{service}/customers");
        priya.Reads("No customer yet");
        priya.Press("Open one for a customer");
        priya.Reads("Your reference for their tenant");
        priya.Press("Open it");
        priya.Reads("Enter what you call the customer.");
        priya.Reads("Enter what the connection is for");
        priya.Enter("Customer", "Northwind");
        priya.Enter("What is it for?", "They pay by card.");
        priya.Enter("Your reference for their tenant", "tenant-17");
        priya.Press("Open it");

        priya.Reads("Copy the link now: it is not shown again.");
        var secret = Regex.Match(priya.Text, "/customer/([A-Za-z0-9_-]{43})").Groups[1].Value;
        Assert.Equal("Northwind", (await World.Get<CustomerLinks>().OpenAsync(secret, Cancel)).Customer);
        priya.Reads("Waits for the account");
        priya.Reads("tenant-17");
        priya.Press("Withdraw link of Northwind");
        priya.Reads("It shows nothing any more.");
        priya.Press("Withdraw it");
        priya.Reads("The link of Northwind is withdrawn.");
        await Assert.ThrowsAsync<CustomerLinkRefusedException>(() => World.Get<CustomerLinks>().OpenAsync(secret, Cancel));
        priya.ReadsNot(secret);
        priya.Wait(() => Assert.False(priya.Has("Withdraw link of Northwind")));
        priya.Press("Make a new link for Northwind");
        priya.Reads("The link that they have shows nothing any more.");
        priya.Press("Make it");
        priya.Reads("Copy the link now: it is not shown again.");
    }

    [Fact]
    public async Task Connections_are_found_by_their_reference_in_the_address()
    {
        var service = await World.StoreServiceAsync(Cancel);
        foreach (var (customer, account) in new[] { ("Northwind", "444444444444"), ("Southwind", "555555555555") })
        {
            await World.Get<CustomerConnectionCommands>().OpenAsync(
                Cast.Priya, service, new(customer, account, "They pay by card.", $"tenant-{customer}", null), null, Cancel);
        }

        var priya = await OpenAsync(Cast.Priya, "/connections?reference=tenant-Northwind");
        priya.Reads("444444444444");
        Assert.Equal(1, priya.Rows);
        priya.Open($"/services/{service}/customers?reference=tenant-Southwind");
        priya.Reads("555555555555");
        Assert.Equal(1, priya.Rows);
        priya.Press("End the connection of Southwind");
        priya.Reads("The endpoint itself is theirs to delete");
        priya.Press("End it");
        priya.Reads("The connection of Southwind ends.");
        priya.Reads("Withdrawn");
        priya.Open("/connections?reference=tenant");
        priya.Reads("None with this reference");
    }

    [Fact]
    public async Task Others_see_nothing_of_a_providers_customers_and_auditors_change_nothing()
    {
        var service = await World.StoreServiceAsync(Cancel);
        await World.Get<CustomerConnectionCommands>().OpenAsync(
            Cast.Priya, service, new("Northwind", null, "They pay by card.", null, null), null, Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/services/{service}");
        chen.Reads("Payments API");
        Assert.False(chen.Has("Customers"));
        chen.Open($"/services/{service}/customers");
        chen.Reads("No such service");
        chen.ReadsNot("Northwind");
        var tomas = await OpenAsync(Cast.Tomas, $"/services/{service}/customers");
        tomas.Reads("Northwind");
        Assert.False(tomas.Has("Open one for a customer"));
        Assert.False(tomas.Has("Make a new link for Northwind"));
    }
}
