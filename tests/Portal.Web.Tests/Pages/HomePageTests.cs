using Bunit;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Testing.Worlds;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Pages;

public sealed class HomePageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task What_somebody_has_begun_to_enter_is_listed_and_can_be_discarded()
    {
        var chen = await SignInAsync(Cast.Chen);
        chen.JSInterop.Setup<DraftStore.Draft[]?>("portal.drafts", "chen").SetResult(
            [new("request:chen:1", "Request to Payments API", "/connections/request?service=1", World.Clock.GetUtcNow())]);
        chen.Open("/");
        chen.Reads("Your drafts");
        chen.Reads("Request to Payments API");

        chen.Press("Discard the draft: Request to Payments API");

        chen.ReadsNot("Your drafts");
        Assert.Contains(chen.JSInterop.Invocations, call => call.Identifier == "portal.dropDraft" && call.Arguments[0] as string == "request:chen:1");
    }

    [Fact]
    public async Task Who_has_nothing_to_do_is_told_so()
    {
        var priya = await OpenAsync(Cast.Priya, "/");

        priya.Reads("Good to see you, priya");
        priya.Reads("Nothing waits for you, and all is well.");
        Assert.True(priya.Has("Publish a service"));
        Assert.False(priya.Has("Request a connection"));
    }

    [Fact]
    public async Task A_request_appears_at_its_approver_while_the_page_is_open()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var nora = await OpenAsync(Cast.Nora, "/");
        nora.Reads("Nothing waits for you.");

        await World.RequestAsync(service, Cancel);

        nora.Reads("Storefront → Payments API");
        nora.Reads("chen asks for your decision");
    }

    [Fact]
    public async Task A_withdrawal_of_the_service_is_told_to_its_consumers_on_the_first_page_and_on_the_connection()
    {
        var service = await World.PublishedAsync(Cancel);
        var connection = await World.ConnectedAsync(service, Cancel);
        await World.Get<EndpointServiceCommands>().WithdrawAsync(World.Cast.Priya, service, null, new("P13D", null, null), null, Cancel);

        var chen = await OpenAsync(Cast.Chen, "/");
        chen.Reads("Ends in 13 days: the provider withdraws the service");
        chen.ReadsNot("all is well");
        (await OpenAsync(Cast.Chen, $"/connections/{connection}")).Reads("Ends in 13 days: the provider withdraws the service");
    }

    [Fact]
    public async Task The_first_page_counts_what_stands_waits_and_needs_attention()
    {
        var service = await World.StoreServiceAsync(Cancel);
        await World.RequestAsync(service, Cancel);

        var chen = await OpenAsync(Cast.Chen, "/");

        chen.Reads("Live connections 0");
        chen.Reads("Pending 1");
        chen.Reads("Your turn 0");
    }

    [Fact]
    public async Task What_is_blocked_is_told_though_a_hundred_newer_ones_are_not()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var old = await World.StoreConnectionAsync(service, World.Clock.GetUtcNow().AddDays(-9), Cancel);
        await using (var context = World.Open())
        {
            await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
            await WorkTable.WakeAsync(context, new Wake(SubjectKind.Connection, old, new("310000000001", "us-east-1")), Cancel);
            await transaction.CommitAsync(Cancel);
        }

        await World.WriteAsync(
            $$$"""
            update work set conditions = conditions || '{"blocked": {"cause": "The role is gone", "owner": "consumer", "action": "give the role back"}}'
            where id = '{{{old}}}'
            """, Cancel);
        for (var number = 0; number < 101; number++)
        {
            await World.StoreConnectionAsync(service, World.Clock.GetUtcNow().AddMinutes(-number), Cancel);
        }

        var chen = await OpenAsync(Cast.Chen, "/");

        chen.Reads("Blocked: The role is gone");
    }
}
