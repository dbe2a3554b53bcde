using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Security;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Security;

public sealed class RefusalLogTests(PortalCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task However_often_somebody_tries_they_fill_few_lines_and_the_number_of_the_others_is_told()
    {
        await using var world = await PortalWorld.StartAsync(cluster, Cancel);
        var log = world.Get<RefusalLog>();
        for (var tries = 0; tries < 1_500; tries++)
        {
            await log.WriteAsync(world.Cast.Chen, $"GET /connections/{tries}", "not yours", Cancel);
        }

        Assert.Equal(RefusalLog.MostInAMinute, await CountAsync(world));
        await log.WriteAsync(world.Cast.Priya, "GET /connections/1", "not yours", Cancel);
        Assert.Equal(RefusalLog.MostInAMinute + 1, await CountAsync(world));

        await world.PassAsync(TimeSpan.FromMinutes(1), Cancel);
        await log.WriteAsync(world.Cast.Chen, "GET /connections/1", "not yours", Cancel);

        await using var context = world.Open();
        var last = await context.AuditRows.OrderByDescending(row => row.Id).FirstAsync(row => row.Action == "access.refused", Cancel);
        Assert.Contains("\"unwrittenBefore\":\"1470\"", Encoding.UTF8.GetString(last.Bytes), StringComparison.Ordinal);
    }

    private static async Task<int> CountAsync(PortalWorld world)
    {
        await using var context = world.Open();
        return await context.AuditRows.CountAsync(row => row.Action == "access.refused", Cancel);
    }
}
