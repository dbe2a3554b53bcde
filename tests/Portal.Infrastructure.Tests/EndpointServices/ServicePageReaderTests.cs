using Portal.Infrastructure.Pages;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.EndpointServices;

public sealed class ServicePageReaderTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const int MostCommands = 8;

    [Fact]
    public async Task The_page_of_a_service_with_connections_is_read_in_eight_commands()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.DescribeAsync(service, new(null, null, null, new(null, [world.Cast.Analytics.Id], null), null), Cancel);
        await world.ConnectedAsync(service, Cancel);
        await world.RequestAsync(service, Cancel);
        await world.SettleAsync(Cancel);
        var contexts = new CountedContexts(world);

        foreach (var reader in new[] { world.Cast.Priya, world.Cast.Nora, world.Cast.Chen })
        {
            contexts.Clear();
            var page = await new ServicePageReader(contexts, TimeProvider.System).ReadAsync((ServicePageQuery)new ServicePageQuery(service).By(reader), Cancel);

            Assert.Equal(2, page.Connections.Count);
            Assert.Contains(page.Connections, connection => connection.VpcEndpointId is not null);
            Assert.True(contexts.Sent.Count <= MostCommands, string.Join("\n---\n", contexts.Sent.Select(command => command.Text)));
            if (page.Service.Own is null)
            {
                Assert.Empty(page.Operations);
                Assert.Empty(page.History);
                Assert.Empty(page.Teams);
                continue;
            }

            Assert.Equal((1, 1), (page.Counts.Live, page.Counts.Pending));
            Assert.NotEmpty(page.Operations);
            Assert.NotEmpty(page.History);
            Assert.Empty(page.Unclaimed);
            Assert.Equal("Analytics", page.Teams[world.Cast.Analytics.Id]);
        }
    }
}
