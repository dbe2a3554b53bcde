using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Connections;

public sealed class IdempotencyTests(PortalCluster cluster) : WorldTest(cluster)
{
    private static readonly IdempotencyKey Key = new("request-1", [1, 2, 3]);

    [Fact]
    public async Task The_same_key_gives_the_same_receipt_and_one_connection_even_when_eight_run_at_once()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(world, service, Key)));

        Assert.Single(receipts.Distinct());
        Assert.Equal(receipts[0], await AskAsync(world, service, Key));
        await using var context = world.Open();
        Assert.Equal(receipts[0].Id, (await context.Connections.SingleAsync(Cancel)).Id);
        Assert.Equal(1, await context.Reviews.CountAsync(Cancel));
        Assert.Equal(1, await context.AuditRows.CountAsync(row => row.Action == "connection.submit", Cancel));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_changes_nothing()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        await AskAsync(world, service, Key);
        var before = await StoredAsync(world);

        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => AskAsync(world, service, Key with { RequestSha256 = [9] }));

        Assert.Equal(before, await StoredAsync(world));
    }

    [Fact]
    public async Task A_key_of_another_person_is_another_key()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var mine = await AskAsync(world, service, Key);

        var theirs = await world.Get<ConnectionCommands>().RequestAsync(world.Cast.Amara, Inputs.Reporting(world.Seed, service), Key, Cancel);

        Assert.NotEqual(mine.Id, theirs.Id);
    }

    [Fact]
    public async Task A_repeated_request_gets_its_receipt_also_when_it_could_not_be_made_any_more()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var receipt = await AskAsync(world, service, Key);
        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new("P1D", null, null), null, Cancel);

        Assert.Equal(receipt, await AskAsync(world, service, Key));
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var first = await AskAsync(world, service, Key);
        await world.PassAsync(CommandRunner.KeyLife + TimeSpan.FromMinutes(1), Cancel);

        var second = await AskAsync(world, service, Key with { RequestSha256 = [9] });

        Assert.NotEqual(first.Id, second.Id);
    }

    private static Task<Receipt> AskAsync(PortalWorld world, Guid service, IdempotencyKey key) =>
        world.Get<ConnectionCommands>().RequestAsync(world.Cast.Chen, Inputs.Checkout(world.Seed, service), key, Cancel);
}
