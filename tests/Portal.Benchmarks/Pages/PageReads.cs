using Portal.Benchmarks.Findings;
using Portal.Benchmarks.Worlds;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;

namespace Portal.Benchmarks.Pages;

/// <summary>What pages read, among a million connections and among a thousand.</summary>
internal static class PageReads
{
    private const int Few = 1_000;
    private const int Calls = 10;
    private const double Most = 2;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Sizes sizes)
    {
        var many = sizes.Of(1_000_000, 20_000);
        await using var small = await ManyConnections.StartAsync(Few);
        await using var large = await ManyConnections.StartAsync(many);
        List<Finding> findings = [];
        foreach (var (name, read) in Reads())
        {
            findings.Add(await Contrast.TimeAsync($"{name}, among {Few} and {many}", Most, Calls, () => read(small), () => read(large)));
        }

        return findings;
    }

    private static IEnumerable<(string Name, Func<Estate, Task> Read)> Reads() =>
    [
        ("connections at a stage that none is at, for a network admin",
            estate => ReadAsync<ConnectionsPageQuery, ListSnapshot<ConnectionView>>(estate, estate.Cast.Nora, Lost)),
        ("connections at a stage that none is at, for a consumer",
            estate => ReadAsync<ConnectionsPageQuery, ListSnapshot<ConnectionView>>(estate, estate.Cast.Chen, Lost)),
        ("connections of a team that has none", estate => ReadAsync<ConnectionsPageQuery, ListSnapshot<ConnectionView>>(
            estate, estate.Cast.Amara, new ConnectionsPageQuery(ConnectionFilter.None, null))),
        ("connections of a team", estate => ReadAsync<ConnectionsPageQuery, ListSnapshot<ConnectionView>>(
            estate, estate.Cast.Chen, new ConnectionsPageQuery(ConnectionFilter.None, null))),
        ("home of a consumer", estate => ReadAsync<HomePageQuery, HomePageSnapshot>(estate, estate.Cast.Chen, new HomePageQuery())),
        ("home of a network admin", estate => ReadAsync<HomePageQuery, HomePageSnapshot>(estate, estate.Cast.Nora, new HomePageQuery())),
        ("home of a team that has nothing", estate => ReadAsync<HomePageQuery, HomePageSnapshot>(estate, estate.Cast.Amara, new HomePageQuery())),
        ("menu of a network admin", estate => ReadAsync<MenuQuery, MenuCounts>(estate, estate.Cast.Nora, new MenuQuery())),
        ("services of a provider", estate => ReadAsync<ServicesPageQuery, ServicesPageSnapshot>(
            estate, estate.Cast.Priya, new ServicesPageQuery(EndpointServiceFilter.None, null))),
        ("a service with 20 connections", estate => ReadAsync<ServicePageQuery, ServicePageSnapshot>(
            estate, estate.Cast.Priya, new ServicePageQuery(ManyConnections.FirstService))),
        ("operations", estate => estate.Get<WorkQueries>().ReadAsync(estate.Cast.Nora, CancellationToken.None)),
    ];

    private static PageQuery Lost => new ConnectionsPageQuery(new(new(ConnectionStage.Disconnected)), null);

    private static Task<TSnapshot> ReadAsync<TQuery, TSnapshot>(Estate estate, Actor reader, PageQuery query)
        where TQuery : PageQuery
        where TSnapshot : class =>
        estate.Get<PageReader<TQuery, TSnapshot>>().ReadAsync((TQuery)query.By(reader), CancellationToken.None);
}
