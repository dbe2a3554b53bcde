using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Portal.Infrastructure.Data;
using Portal.Jobs;
using Portal.Testing.Worlds;
using Portal.Web.Hosting;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Hosting;

[Collection(HostsOfTheirOwn.Name)]
public sealed class KeyRingTests(PortalCluster cluster)
{
    [Fact]
    public async Task What_one_host_has_sealed_another_on_the_same_database_reads()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var first = await BuildAsync(database);
        await using var second = await BuildAsync(database);

        var cookie = Protector(first).Protect("a session");

        Assert.Equal("a session", Protector(second).Unprotect(cookie));
    }

    private static IDataProtector Protector(WebApplication host) => host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookies");

    private static async Task<WebApplication> BuildAsync(string database)
    {
        await using var context = PortalDatabase.Open(database);
        var builder = TestHostBuilder.Create();
        return PortalApp.Build(builder, new PortalSetup(
            database, await InstallationId.ReadAsync(context, CancellationToken.None), new JobsOptions { Enabled = false }, _ => { }, null, Story: false));
    }
}
