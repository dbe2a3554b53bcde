using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Search;
using Portal.Infrastructure.Tests.Data;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Search;

public sealed class FindTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task A_consumer_finds_their_connection_by_whatever_they_have_of_it()
    {
        await using var world = await StartAsync();
        var (service, id) = await ConnectedAsync(world);
        var connection = await world.Get<ConnectionQueries>().GetAsync(world.Cast.Chen, id, Cancel);
        var shown = await world.Get<EndpointServiceQueries>().GetAsync(world.Cast.Chen, service, Cancel);

        foreach (var text in new[]
        {
            "payments", connection.Endpoint!.VpcEndpointId, connection.Endpoint.DnsNames[0], connection.VpcId!,
            connection.Endpoint.NetworkInterfaces![0].PrivateIp!, id.ToString(), $"  {connection.VpcId} ", shown.Aws!.ServiceName!,
        })
        {
            Assert.Contains(await FindAsync(world, world.Cast.Chen, text), found => found is { Kind: SubjectKind.Connection } && found.Id == id.ToString());
        }
    }

    [Fact]
    public async Task A_provider_cannot_try_out_what_a_consumers_network_has()
    {
        await using var world = await StartAsync();
        var (_, id) = await ConnectedAsync(world);
        var connection = await world.Get<ConnectionQueries>().GetAsync(world.Cast.Chen, id, Cancel);

        Assert.Contains(await FindAsync(world, world.Cast.Priya, connection.Endpoint!.VpcEndpointId), found => found.Id == id.ToString());
        Assert.Empty(await FindAsync(world, world.Cast.Priya, connection.VpcId!));
        Assert.Empty(await FindAsync(world, world.Cast.Priya, connection.Endpoint.NetworkInterfaces![0].PrivateIp!));
        Assert.Contains(await FindAsync(world, world.Cast.Nora, connection.VpcId!), found => found.Id == id.ToString());
    }

    [Fact]
    public async Task Who_may_see_nothing_finds_nothing()
    {
        await using var world = await StartAsync();
        var (_, id) = await ConnectedAsync(world);
        var connection = await world.Get<ConnectionQueries>().GetAsync(world.Cast.Chen, id, Cancel);

        foreach (var text in new[] { connection.Endpoint!.VpcEndpointId, connection.VpcId!, id.ToString(), connection.AccountId })
        {
            Assert.Empty(await FindAsync(world, world.Cast.Stranger, text));
        }
    }

    [Fact]
    public async Task The_list_of_connections_is_searched_by_the_same_rules()
    {
        await using var world = await StartAsync();
        var (_, id) = await ConnectedAsync(world);
        var connection = await world.Get<ConnectionQueries>().GetAsync(world.Cast.Chen, id, Cancel);

        foreach (var text in new[] { "payments", connection.AccountId, connection.VpcId!, connection.Endpoint!.NetworkInterfaces![0].PrivateIp! })
        {
            Assert.Equal(id, Assert.Single(await ListAsync(world, world.Cast.Chen, text)).Id);
            Assert.Equal(id, Assert.Single(await ListAsync(world, world.Cast.Nora, text)).Id);
        }

        Assert.Empty(await ListAsync(world, world.Cast.Priya, connection.VpcId!));
        Assert.Single(await ListAsync(world, world.Cast.Priya, connection.AccountId));
        Assert.Empty(await ListAsync(world, world.Cast.Chen, "nothing-like-this"));
    }

    [Fact]
    public async Task Accounts_teams_and_services_are_found_by_a_part_of_their_name()
    {
        await using var world = await StartAsync();
        var (service, _) = await ConnectedAsync(world);

        Assert.Contains(await FindAsync(world, world.Cast.Chen, "STOREFRONT-p"), found => found is { Kind: SubjectKind.Account, Name: "storefront-prod" });
        Assert.Contains(await FindAsync(world, world.Cast.Chen, "storefr"), found => found is { Kind: SubjectKind.Team, Name: "Storefront" });
        Assert.Contains(await FindAsync(world, world.Cast.Chen, "ments AP"), found => found.Kind == SubjectKind.Service && found.Id == service.ToString());
        Assert.DoesNotContain(await FindAsync(world, world.Cast.Chen, "priya"), found => found.Kind == SubjectKind.Person);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" a ")]
    public async Task One_letter_is_too_little_to_look_for(string? text)
    {
        await using var world = await StartAsync();

        Assert.Empty(await FindAsync(world, world.Cast.Nora, text));
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("a_b")]
    [InlineData("'; drop table connection; --")]
    [InlineData("999.999.999.999")]
    public async Task What_looks_like_a_pattern_or_a_statement_is_looked_for_as_it_stands(string text)
    {
        await using var world = await StartAsync();
        await ConnectedAsync(world);

        Assert.Empty(await FindAsync(world, world.Cast.Nora, text));
    }

    [Fact]
    public async Task What_no_database_can_keep_is_refused_in_words()
    {
        await using var world = await StartAsync();

        await Assert.ThrowsAsync<InvalidInputException>(() => FindAsync(world, world.Cast.Nora, "a\0b"));
    }

    private static async Task<(Guid Service, Guid Connection)> ConnectedAsync(PortalWorld world)
    {
        var service = await world.PublishedAsync(Cancel);
        return (service, await world.ConnectedAsync(service, Cancel));
    }

    private static async Task<IReadOnlyList<ConnectionView>> ListAsync(PortalWorld world, Actor who, string search) =>
        (await world.Get<ConnectionQueries>().ListAsync(who, ConnectionFilter.None with { Search = search }, null, null, Cancel)).Items;

    private static Task<IReadOnlyList<Found>> FindAsync(PortalWorld world, Actor who, string? text) =>
        world.Get<FindQueries>().FindAsync(who, text, Cancel);
}
