using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Data;
using Portal.Web.Demo;

namespace Portal.Web.Tests.Api;

/// <summary>Several hosts of the demo stand on one database, each with a data folder of its own.</summary>
public sealed class DemoHostsTests(ApiHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_host_leaves_the_tokens_of_the_first_as_they_are_and_has_its_own()
    {
        var second = new DemoPeople(new Contexts(host.Database), TimeProvider.System);
        var tokens = await second.SeedAsync(host.Seed, new Dictionary<string, string>(), Cancel);
        // Started again, it knows its own.
        Assert.Equal(tokens, await second.SeedAsync(host.Seed, tokens, Cancel));

        using var first = host.As("Chen");
        using var other = host.As(null);
        other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens["Chen Wei"]);
        foreach (var client in new[] { first, other })
        {
            using var reply = await client.GetAsync("me", Cancel);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }
    }

    private sealed class Contexts(string connectionString) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => PortalDatabase.Open(connectionString);
    }
}
