using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>Under AWS's token buckets hardly any call is one too many, and nobody waits longer than AWS makes them.</summary>
public sealed class PaceTests(PortalCluster cluster) : Engine(cluster)
{
    private const int Many = 100;

    private static readonly string[] Throttled = ["RequestLimitExceeded", "Throttling"];

    [Fact]
    public async Task Of_a_hundred_connections_that_are_requested_at_once_hardly_a_call_is_throttled()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.HoldAwsTimeAsync(Cancel);
        await world.Aws.QuotasAsync(world.Seed.Account("storefront-prod").AccountId, new { endpointsPerVpc = 2 * Many }, Cancel);
        for (var one = 0; one < Many; one++)
        {
            await world.ApprovedAsync(service, Cancel);
        }

        await world.Aws.ThrottleAsync(Cancel);
        var (since, begun) = ((await world.Aws.LedgerAsync(Cancel))[^1].Seq, world.Clock.GetUtcNow());
        var available = 0;
        for (var step = 0; step < 250 && available < Many; step++)
        {
            await world.RunDueAsync(Cancel);
            await world.PassAsync(TimeSpan.FromSeconds(2), Cancel);
            await using var context = world.Open();
            available = await context.Connections.CountAsync(connection => connection.Stage == ConnectionStage.Available, Cancel);
        }

        var took = world.Clock.GetUtcNow() - begun;
        var calls = (await world.Aws.LedgerAsync(Cancel, since)).Where(call => call.IsPortals).ToList();
        var refused = calls.Where(call => Throttled.Contains(call.ErrorCode)).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{refused.Count} of {calls.Count} calls were throttled ({refused.Count(call => call.IsMutating)} of {calls.Count(call => call.IsMutating)} that "
            + $"change something), {available} available after {took}");
        Assert.Equal(Many, available);
        Assert.True(refused.Count * 100 <= calls.Count, $"{refused.Count} of {calls.Count} calls were throttled");
        // AWS itself takes (100 - 4) / 0.3 = 320 seconds.
        Assert.InRange(took, TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(450));
    }
}
