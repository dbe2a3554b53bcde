using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Infrastructure.Connections;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class ConnectionPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_request_shows_whose_turn_it_is_and_what_is_to_come()
    {
        var chen = await OpenRequestAsync();

        chen.Reads("Storefront → Payments API");
        chen.Reads("A network admin's turn:");
        chen.Reads("Work begins when everybody has approved.");
    }

    [Fact]
    public async Task Refreshing_answers_that_nothing_has_changed_once_AWS_was_asked()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Reads("AWS checked");
        var before = CheckedAt();
        World.Clock.Advance(TimeSpan.FromMinutes(2));

        chen.Press("Refresh");
        chen.Reads("The portal compares it with AWS now.");
        await World.SettleAsync(Cancel);

        await chen.PassAsync("Checked just now: nothing has changed.", TimeSpan.FromSeconds(1));
        chen.Wait(() => Assert.NotEqual(before, CheckedAt()));

        string? CheckedAt() => chen.Screen.Find("section[aria-labelledby=picture] .panel-head time").GetAttribute("datetime");
    }

    [Fact]
    public async Task A_plan_counts_steps_and_not_how_often_they_were_tried()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        await World.WriteAsync(
            "insert into attempt (id, operation_id, number, fence, worker, sent_at, replied_at, outcome) "
                + "select gen_random_uuid(), operation_id, number + 1, fence, worker, sent_at, replied_at, outcome from attempt "
                + $"where operation_id = (select id from operation where aggregate_id = '{id}' and step_key = 'endpoint.create')",
            Cancel);

        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");

        chen.Reads("2 tries in");
        chen.Reads("2 of 2 steps done");
    }

    [Fact]
    public async Task Withdrawing_names_the_consequence_first_and_ends_the_request()
    {
        var chen = await OpenRequestAsync();

        chen.Press("Withdraw");
        chen.Reads("Nobody decides on it any more, and nothing is made in AWS.");
        chen.Press("Withdraw it");

        chen.Reads("The request is withdrawn.");
        chen.Wait(() => Assert.False(chen.Has("Withdraw")));
    }

    [Fact]
    public async Task Thinking_better_of_it_changes_nothing()
    {
        var chen = await OpenRequestAsync();

        chen.Press("Withdraw");
        chen.Press("Keep it as it is");

        chen.ReadsNot("Nobody decides on it any more");
        chen.Reads("Awaiting approval");
    }

    [Fact]
    public async Task A_provider_cuts_off_with_a_reason_that_the_consumer_reads_and_restores_it()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Wait(() => Assert.NotEmpty(chen.Screen.FindAll(".topology .wire")));
        Assert.False(chen.Has("Cut off"));
        var priya = await OpenAsync(Cast.Priya, $"/connections/{id}");

        priya.Press("Cut off");
        priya.Reads("The endpoint is rejected on the provider's side at once");
        priya.Enter("Reason", "Credentials leaked");
        priya.Press("Cut it off");

        priya.Reads("The connection is being cut off.");
        await World.SettleAsync(Cancel);
        chen.Reads("Payments Platform cut this connection off: Credentials leaked.");
        chen.Reads("AWS bills it to the consumer");
        chen.Wait(() => Assert.Empty(chen.Screen.FindAll(".topology .wire")));
        chen.Reads("The provider's turn: restore the connection, or leave it to its end.");
        Assert.False(chen.Has("Restore"));
        Assert.True(chen.Has("Delete"));
        var nora = await OpenAsync(Cast.Nora, $"/connections/{id}");
        nora.Reads("cut this connection off");
        Assert.False(nora.Has("Restore"));
        Assert.True(nora.Has("Abandon"));

        priya.Press("Restore");
        await World.SettleAsync(Cancel);
        chen.ReadsNot("cut this connection off");
        chen.Reads("Available");
    }

    [Fact]
    public async Task What_was_rejected_in_AWS_is_the_providers_to_reconnect()
    {
        var service = await World.PublishedAsync(Cancel);
        var id = await World.ConnectedAsync(service, Cancel);
        await World.Ec2("payments-prod").RejectVpcEndpointConnectionsAsync(
            new()
            {
                ServiceId = (await World.ServiceAsync(service, Cancel)).AwsServiceId,
                VpcEndpointIds = [(await World.ConnectionAsync(id, Cancel)).VpcEndpointId],
            }, Cancel);
        await World.Get<ConnectionCommands>().RetryAsync(Cast.Chen, id, null, Cancel);
        await World.SettleAsync(Cancel);

        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        var priya = await OpenAsync(Cast.Priya, $"/connections/{id}");

        chen.Reads("The provider's turn: reconnect it, if it was not meant to be rejected");
        Assert.False(chen.Has("Reconnect"));
        priya.Press("Reconnect");
        priya.Reads("The portal connects it again.");
    }

    [Fact]
    public async Task Another_end_is_asked_for_in_a_dialog_and_decided_by_the_same_people()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");

        chen.Press("Extend");
        chen.Reads("The same people decide on it as on the connection. Until then it ends as it does now: never.");
        chen.Press("Ask for it");
        chen.Reads("That is when it ends already. Choose another time.");
        chen.Enter("New end", World.Clock.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        chen.Press("Ask for it");

        chen.Reads("Asked for. You see here who decides.");
        chen.Reads("Network admins");
        var connection = await World.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.Available, (DateTimeOffset?)null), (connection.Stage, connection.EndsAt));
    }

    [Fact]
    public async Task A_yes_counts_only_for_what_was_asked_about()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Press("Withdraw");
        chen.Reads("nothing is made in AWS");

        await World.ApproveAsync(id, Cancel);
        chen.Reads("Provisioning");
        chen.Press("Withdraw it");

        chen.Reads("Someone was faster");
        Assert.Equal(ConnectionStage.Provisioning, (await World.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task What_a_person_may_no_longer_see_leaves_the_screen_and_the_look_is_recorded_once()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var id = await World.RequestAsync(service, Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Reads("Awaiting approval");

        chen.Become(Cast.Viktor);
        World.Clock.Advance(TimeSpan.FromMinutes(1));
        await World.DecideAsync(id, Cast.Nora, "approve", Cancel);

        chen.Reads("There is no such connection, or you may not see it.");
        chen.ReadsNot("Awaiting approval");
        Assert.False(chen.Has("Withdraw"));
        await World.DecideAsync(id, Cast.Priya, "approve", Cancel);
        await using var context = World.Open();
        Assert.Equal(1, await context.AuditRows.CountAsync(row => row.Action == "access.refused", Cancel));
    }

    [Fact]
    public async Task Only_the_consumer_is_offered_to_end_it()
    {
        var id = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/connections/{id}");

        priya.Reads("Storefront → Payments API");

        Assert.False(priya.Has("Withdraw"));
    }

    [Fact]
    public async Task An_available_connection_shows_endpoint_names_interfaces_and_every_step_that_was_made()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        var endpoint = (await World.Get<ConnectionQueries>().GetAsync(Cast.Chen, id, Cancel)).Endpoint!;

        chen.Reads(endpoint.VpcEndpointId);
        chen.Reads(endpoint.DnsNames[0]);
        chen.Reads(endpoint.NetworkInterfaces![0].PrivateIp!);
        chen.Reads("Create the interface endpoint");
        chen.Reads("Accept the connection");
        chen.Reads("Became available");
    }

    [Fact]
    public async Task The_provider_sees_the_endpoint_and_nothing_of_the_consumers_network()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var seen = await World.Get<ConnectionQueries>().GetAsync(Cast.Chen, id, Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/connections/{id}");

        priya.Reads(seen.Endpoint!.VpcEndpointId);
        priya.Reads("not visible");

        Assert.DoesNotContain(seen.VpcId!, priya.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(seen.Endpoint.NetworkInterfaces![0].PrivateIp!, priya.Text, StringComparison.Ordinal);
        Assert.All(seen.Subnets!, subnet => Assert.DoesNotContain(subnet.SubnetId, priya.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_is_open_follows_the_connection_until_it_is_gone()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Press("Delete");
        chen.Reads("stops working");
        chen.Press("Delete it");
        chen.Reads("Deprovisioning");

        await World.SettleAsync(Cancel);

        chen.Reads("Is deleted");
        chen.Wait(() => Assert.False(chen.Has("Delete")));
    }

    [Fact]
    public async Task An_unknown_connection_is_said_to_be_none()
    {
        var chen = await OpenAsync(Cast.Chen, $"/connections/{Guid.CreateVersion7()}");

        chen.Reads("There is no such connection, or you may not see it.");
    }

    [Fact]
    public async Task The_list_filters_by_stage_in_its_address_and_says_when_none_is_there()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var all = await OpenAsync(Cast.Chen, "/connections");
        var available = await OpenAsync(Cast.Chen, "/connections?stage=Available");
        var amara = await OpenAsync(Cast.Amara, "/connections");

        all.Reads("Awaiting approval");
        available.Reads("None at this stage");
        amara.Reads("No connection yet");
    }

    private async Task<Browser> OpenRequestAsync() =>
        await OpenAsync(Cast.Chen, $"/connections/{await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel)}");
}
