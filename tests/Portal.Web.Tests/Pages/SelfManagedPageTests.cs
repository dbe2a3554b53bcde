using Bunit;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Infrastructure.Connections;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

/// <summary>The pages of a connection whose endpoint the consumer makes themselves.</summary>
public sealed class SelfManagedPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private string AccountId => World.Seed.Account("analytics-partner").AccountId;

    [Fact]
    public async Task Asking_takes_an_account_and_a_reason_and_nothing_of_its_network()
    {
        var amara = await OpenAsync(Cast.Amara, $"/connections/request?service={await World.StoreServiceAsync(Cancel)}");
        amara.Reads("From where");

        amara.Pick("AWS account", $"analytics-partner · {AccountId} · self-managed");

        amara.Reads("The portal has no role in this account");
        amara.Reads("Then the portal works on the provider’s side, and you in your account");
        amara.ReadsNot("Subnets and security groups");
        Assert.DoesNotContain(amara.Screen.FindAll("label"), label => label.TextContent.StartsWith("VPC", StringComparison.Ordinal));
        amara.Enter("What is it for?", "A partner reads payments.");
        amara.Press("Send the request");
        amara.Reads("Analytics → Payments API");
        await using var context = World.Open();
        var asked = await context.Connections.SingleAsync(Cancel);
        Assert.Equal((AccountId, true, null), (asked.Spec.AccountId, asked.Spec.SelfManaged, asked.Spec.VpcId));
    }

    [Fact]
    public async Task The_texts_stand_in_tabs_and_are_copied_whole()
    {
        var (id, _) = await AwaitedAsync();
        var amara = await OpenAsync(Cast.Amara, $"/connections/{id}");
        var texts = (await World.Get<ConnectionQueries>().GetAsync(Cast.Amara, id, Cancel)).Instructions!;

        amara.Reads("resource \"aws_vpc_endpoint\"");
        amara.Press("CloudFormation");
        amara.Reads("AWS::EC2::VPCEndpoint");
        amara.ReadsNot("resource \"aws_vpc_endpoint\"");
        amara.Press("AWS CLI");
        amara.Reads("aws ec2 create-vpc-endpoint");
        amara.Press("Copy the text for AWS CLI");
        amara.Press("Copy the service's name");

        amara.Wait(() => Assert.Equal([texts.AwsCli, texts.ServiceName], amara.JSInterop.Invocations["portal.copy"].Select(call => call.Arguments[0])));
        Assert.Equal("true", amara.Screen.FindAll("[role=tab]").Single(tab => tab.TextContent == "AWS CLI").GetAttribute("aria-selected"));
    }

    [Fact]
    public async Task What_is_wrong_with_an_id_is_told_beside_it_and_the_right_one_leads_on_to_available()
    {
        var (id, service) = await AwaitedAsync();
        var amara = await OpenAsync(Cast.Amara, $"/connections/{id}");
        amara.Enter("Id of the endpoint", "vpce-nonsense");
        amara.Press("Connect this endpoint");
        amara.Reads("Enter the endpoint's id, for example vpce-0123456789abcdef0.");

        var endpoint = await World.CreateEndpointAsync(service, Cancel);
        amara.Enter("Id of the endpoint", endpoint);
        amara.Press("Connect this endpoint");
        amara.Reads("The portal looks for the endpoint now.");
        amara.ReadsNot("Enter the endpoint's id, for example vpce-0123456789abcdef0.");
        await World.SettleAsync(Cancel);

        amara.Reads("Became available");
        amara.ReadsNot("Create the endpoint in your account");
        amara.Reads(endpoint);
        amara.Reads("not visible");
    }

    [Fact]
    public async Task Another_id_can_be_entered_while_AWS_does_not_show_the_first()
    {
        var (id, service) = await AwaitedAsync();
        await World.BringAsync(id, "vpce-0123456789abcdef0", Cancel);
        await World.SettleAsync(Cancel);
        var amara = await OpenAsync(Cast.Amara, $"/connections/{id}");
        amara.Reads("or enter the right id");
        Assert.Equal("vpce-0123456789abcdef0", amara.Field("Id of the endpoint").GetAttribute("value"));

        amara.Enter("Id of the endpoint", await World.CreateEndpointAsync(service, Cancel));
        amara.Press("Connect this endpoint instead");
        amara.Reads("The portal looks for the endpoint now.");
        await World.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Available, (await World.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task The_provider_reads_whose_turn_it_is_and_has_no_form()
    {
        var (id, _) = await AwaitedAsync();
        var priya = await OpenAsync(Cast.Priya, $"/connections/{id}");

        priya.Reads("The consumer's turn:");

        Assert.False(priya.Has("Connect this endpoint"));
        Assert.DoesNotContain("aws_vpc_endpoint", priya.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_says_that_the_endpoint_stays_and_then_whose_turn_it_is()
    {
        var (id, endpoint) = await World.SelfConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var amara = await OpenAsync(Cast.Amara, $"/connections/{id}");

        amara.Press("Delete");
        amara.Reads("It stays in your account, and AWS bills it, until you delete it there.");
        amara.Press("Delete it");
        amara.Reads("Deprovisioning");
        await World.SettleAsync(Cancel);

        amara.Reads($"delete {endpoint} in account {AccountId}; AWS bills it until then.");
        amara.Reads("Awaiting consumer delete");
        Assert.False(amara.Has("Delete"));
    }

    private async Task<(Guid Id, Guid Service)> AwaitedAsync()
    {
        var service = await World.PublishedAsync(Cancel);
        return (await World.AwaitedAsync(service, Cancel), service);
    }
}
