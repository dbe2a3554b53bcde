using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Connections;

public sealed class ConnectionPageReaderTests(PortalCluster cluster) : WorldTest(cluster)
{
    private const int MostCommands = 6;

    [Fact]
    public async Task The_page_of_a_live_connection_with_another_end_asked_for_is_read_in_six_commands()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await world.Get<ConnectionCommands>().RenewAsync(world.Cast.Chen, id, new(world.Clock.GetUtcNow().AddDays(90)), null, Cancel);
        var contexts = new CountedContexts(world);

        foreach (var reader in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Nora })
        {
            var page = await ReadAsync(contexts, id, reader);

            Assert.NotNull(page.Service);
            Assert.NotNull(page.Connection.Endpoint);
            Assert.Equal(page.Connection.ExtensionReviewId, page.Review?.Id);
            Assert.NotEmpty(page.Operations);
            Assert.All(page.Operations, operation => Assert.NotEmpty(operation.Attempts));
            Assert.NotEmpty(page.History);
            Assert.True(contexts.Sent.Count <= MostCommands, string.Join("\n---\n", contexts.Sent.Select(command => command.Text)));
        }
    }

    [Fact]
    public async Task What_the_page_shows_is_what_the_single_reads_show()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        await world.DecideAsync(id, world.Cast.Nora, "approve", Cancel);

        foreach (var reader in new[] { world.Cast.Chen, world.Cast.Priya, world.Cast.Nora, world.Cast.Tomas })
        {
            var page = await ReadAsync(new(world), id, reader);
            var review = await world.Get<ReviewQueries>().GetAsync(reader, page.Review!.Id, Cancel);

            var connection = await world.Get<ConnectionQueries>().GetAsync(reader, id, Cancel);
            Assert.Equivalent(connection with { Verdict = page.Connection.Verdict }, page.Connection);
            Assert.Equal(connection.Verdict.Summary, page.Connection.Verdict.Summary);
            Assert.Equivalent(review.ToProgress(), page.Review);
            Assert.Equal("nora", Assert.Single(page.Review.Decisions).By);
        }
    }

    [Fact]
    public async Task It_is_about_its_connection_its_service_and_its_reviews()
    {
        await using var world = await StartAsync();
        var service = await world.StoreServiceAsync(Cancel);
        var id = await world.RequestAsync(service, Cancel);
        var review = await world.ReviewAsync(id, Cancel);
        var reader = new ConnectionPageReader(new CountedContexts(world), TimeProvider.System);

        var page = await ReadAsync(new(world), id, world.Cast.Chen);

        Assert.Equal([ChangeTags.Of(SubjectKind.Connection, id)], new ConnectionPageQuery(id).Tags);
        Assert.Equal([$"review:{review.Id}", $"service:{service}"], reader.AlsoAbout(page).Distinct().Order());
    }

    private static async Task<ConnectionPageSnapshot> ReadAsync(CountedContexts contexts, Guid id, Actor reader)
    {
        contexts.Clear();
        return await new ConnectionPageReader(contexts, TimeProvider.System).ReadAsync((ConnectionPageQuery)new ConnectionPageQuery(id).By(reader), Cancel);
    }
}
