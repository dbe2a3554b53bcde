using Bunit;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

/// <summary>What all lists have in common, shown by that of connections.</summary>
public sealed class ListTests(PortalCluster cluster) : PageTest(cluster)
{
    private const string Name = "Épargne ‒ حساب التوفير";

    [Fact]
    public async Task Columns_rows_and_order_stand_in_the_address_and_are_there_again_for_the_same_person_only()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, "/connections");
        chen.Reads("Storefront → Payments API");
        Assert.DoesNotContain("Provider", Headings(chen));

        chen.Choose("Provider");
        chen.Wait(() => Assert.Contains("Provider", Headings(chen)));
        chen.Choose("VPC", false);
        chen.Wait(() => Assert.DoesNotContain("VPC", Headings(chen)));
        chen.Choose("Compact");
        chen.Wait(() => Assert.NotEmpty(chen.Screen.FindAll(".list.compact")));
        chen.Choose("Oldest first");
        chen.Wait(() => Assert.Contains("sort=oldest", chen.Address, StringComparison.Ordinal));
        Assert.Contains("density=compact", chen.Address, StringComparison.Ordinal);
        await KeptAsync("oldest");

        var again = await OpenAsync(Cast.Chen, "/connections");
        again.Wait(() => Assert.Contains("Provider", Headings(again)));
        Assert.DoesNotContain("VPC", Headings(again));
        Assert.NotEmpty(again.Screen.FindAll(".list.compact"));
        var carla = await OpenAsync(Cast.Priya, "/connections");
        carla.Reads("Storefront → Payments API");
        Assert.DoesNotContain("Provider", Headings(carla));
        var given = await OpenAsync(Cast.Priya, chen.Address);
        given.Wait(() => Assert.Contains("Provider", Headings(given)));

        again.Press("As it comes");
        again.Wait(() => Assert.Contains("VPC", Headings(again)));
        Assert.Equal("/connections", again.Address);
    }

    [Fact]
    public async Task A_list_opens_with_the_filters_that_were_kept_unless_the_address_says_otherwise_and_all_of_it_is_one_step_away()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, "/connections?stage=available");
        chen.Reads("None at this stage");
        chen.Open("/connections?stage=awaitingApproval");
        chen.Reads("Storefront → Payments API");

        chen.Press("Open with these filters");
        await KeptAsync(null);

        var again = await OpenAsync(Cast.Chen, "/connections");
        again.Wait(() => Assert.Equal("/connections?stage=awaitingApproval", again.Address));
        again.Reads("Storefront → Payments API");
        again.Press("Show all");
        again.Wait(() => Assert.Equal("/connections", again.Address));
        var elsewhere = await OpenAsync(Cast.Chen, "/connections?stage=available");
        elsewhere.Reads("None at this stage");
    }

    [Fact]
    public async Task Several_stages_are_looked_for_at_once()
    {
        var service = await World.StoreServiceAsync(Cancel);
        await World.RequestAsync(service, Cancel);
        await SetStageAsync(await World.StoreConnectionAsync(service, World.Clock.GetUtcNow(), Cancel), ConnectionStage.Denied);
        await SetStageAsync(await World.StoreConnectionAsync(service, World.Clock.GetUtcNow(), Cancel), ConnectionStage.Available);
        var chen = await OpenAsync(Cast.Chen, "/connections");
        chen.Reads("3 connections");

        chen.Pick("Stage", "Rejected");
        chen.Wait(() => Assert.Equal("/connections?stage=denied", chen.Address));
        chen.Reads("1 connection");
        chen.PickAlso("Awaiting approval");

        chen.Wait(() => Assert.Equal("/connections?stage=awaitingApproval%2Cdenied", chen.Address));
        chen.Reads("2 connections");
    }

    [Fact]
    public async Task It_is_said_how_many_there_are_and_how_many_are_shown()
    {
        var service = await World.StoreServiceAsync(Cancel);
        for (var number = 0; number < 51; number++)
        {
            await World.StoreConnectionAsync(service, World.Clock.GetUtcNow().AddMinutes(-number), Cancel);
        }

        var chen = await OpenAsync(Cast.Chen, "/connections");
        chen.Reads("51 connections, 50 shown");
        chen.Press("Older");
        chen.Reads("51 connections, 1 shown");
    }

    [Fact]
    public async Task What_is_done_with_several_has_a_result_for_each_and_one_that_is_refused_keeps_none_of_the_others()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var open = await World.RequestAsync(service, Cancel);
        var gone = await World.StoreConnectionAsync(service, World.Clock.GetUtcNow().AddMinutes(-1), Cancel);
        await SetStageAsync(gone, ConnectionStage.Deleted);
        var chen = await OpenAsync(Cast.Chen, "/connections");
        chen.Reads("2 connections");

        chen.Choose("Choose all on this page");
        chen.Reads("2 chosen");
        chen.Press("Withdraw or delete");
        chen.Reads("Requests are withdrawn.");
        Assert.Equal(2, chen.Screen.FindAll(".outcomes li").Count(item => item.TextContent.Contains("Storefront → Payments API", StringComparison.Ordinal)));
        chen.Press("Withdraw or delete them");

        chen.Reads("1 done, 1 not.");
        Assert.Contains("Is withdrawn, or being deleted", chen.Text, StringComparison.Ordinal);
        chen.Press("Close");
        await using var context = World.Open();
        Assert.Equal(ConnectionStage.Withdrawn, (await context.Connections.SingleAsync(row => row.Id == open, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Deleted, (await context.Connections.SingleAsync(row => row.Id == gone, Cancel)).Stage);
    }

    [Fact]
    public async Task Who_thinks_better_of_it_has_done_nothing()
    {
        var open = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, "/connections");
        chen.Choose("Choose Storefront → Payments API");
        chen.Press("Withdraw or delete");

        chen.Press("Leave them as they are");

        chen.ReadsNot("Requests are withdrawn.");
        await using var context = World.Open();
        Assert.Equal(ConnectionStage.AwaitingApproval, (await context.Connections.SingleAsync(row => row.Id == open, Cancel)).Stage);
    }

    [Fact]
    public async Task Who_may_act_for_no_consumer_can_choose_nothing()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var priya = await OpenAsync(Cast.Priya, "/connections");

        priya.Reads("Storefront → Payments API");
        Assert.Empty(priya.Screen.FindAll("input[aria-label='Choose all on this page']"));
    }

    [Fact]
    public async Task A_long_name_is_all_there_to_be_read_and_set_apart_from_what_stands_beside_it()
    {
        var name = $"{Name} {new string('x', 60)} end";
        await World.RequestAsync(await World.StoreServiceAsync(Cancel, name), Cancel);
        var chen = await OpenAsync(Cast.Chen, "/connections");

        chen.Reads($"Storefront → {name}");
        Assert.Contains(chen.Screen.FindAll("main bdi"), part => part.TextContent == name);
    }

    private static IReadOnlyList<string> Headings(Browser browser) => [.. browser.Screen.FindAll("main th").Select(cell => cell.TextContent.Trim())];

    /// <summary>What a person chose is stored a moment after it is shown.</summary>
    private async Task KeptAsync(string? sort)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var isKept = false;
        while (!isKept)
        {
            await using var context = World.Open();
            isKept = await context.KeptLists.AnyAsync(kept => kept.List == "connections" && kept.Sort == sort, patience.Token);
        }
    }

    private async Task SetStageAsync(Guid id, ConnectionStage stage)
    {
        await using var context = World.Open();
        await context.Connections.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Stage, stage), Cancel);
    }
}
