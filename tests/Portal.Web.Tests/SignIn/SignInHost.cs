using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Domain.Accounts;
using Portal.IdentityProvider;
using Portal.Infrastructure.Data;
using Portal.Jobs;
using Portal.Testing.Worlds;
using Portal.Web.Hosting;
using Portal.Web.SignIn;

namespace Portal.Web.Tests.SignIn;

/// <summary>A portal without demo people, at whose door two identity providers vouch for people.</summary>
public sealed class SignInHost(PortalCluster cluster) : IAsyncLifetime
{
    public const string NoGroups = "00u-sam";
    public const string Consumer = "00u-chen";
    public const string Admin = "00u-nora";
    public const string First = "00u-first";

    private WebApplication _app = null!;

    public IdentityProviderHost Provider { get; private set; } = null!;

    /// <summary>Who the provider vouches for; tests may change their groups.</summary>
    public List<ProvidedPerson> People { get; } =
    [
        new(Consumer, "Chen\r\n\u202eWei", ["storefront", "everybody"]), new(Admin, "Nora Lindqvist", ["network"]), new(NoGroups, "Sam Okafor", ["office"]),
        new(First, "Fay First", []),
    ];

    public string Database { get; private set; } = "";

    public Uri Address => new(_app.Urls.First());

    public async ValueTask InitializeAsync()
    {
        Database = await cluster.CreateDatabaseAsync();
        Provider = await IdentityProviderHost.StartAsync(0, People);
        var signIn = new SignInSettings
        {
            FirstAdmin = new() { Provider = "house", Subject = First },
            Groups =
            {
                new() { Provider = "house", Group = "storefront", Team = "Storefront", TeamRoles = { TeamRole.Consumer } },
                new() { Provider = "house", Group = "network", PortalRoles = { PortalRole.NetworkAdmin } },
                new() { Provider = "gone", Group = "office", PortalRoles = { PortalRole.NetworkAdmin } },
            },
        };
        signIn.Providers["house"] = ProviderAt(Provider.Authority, "House");
        signIn.Providers["gone"] = ProviderAt(new Uri("http://127.0.0.1:1"), "Gone");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Portal.Web", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using (var context = PortalDatabase.Open(Database))
        {
            _app = PortalApp.Build(builder, new PortalSetup(
                Database, await InstallationId.ReadAsync(context, CancellationToken.None), new JobsOptions { Enabled = false }, _ => { }, null, Story: false,
                SignIn: signIn));
        }

        await _app.StartAsync();
    }

    /// <summary>What of the history has this action, the newest first.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync(string action)
    {
        await using var context = PortalDatabase.Open(Database);
        return await context.AuditRows.Where(row => row.Action == action).OrderByDescending(row => row.Id)
            .Select(row => row.SubjectId).ToListAsync();
    }

    /// <summary>What the portal knows of the person; none when it does not know them.</summary>
    public async Task<Actor?> KnownAsync(string subject) => await _app.Services.GetRequiredService<Infrastructure.Security.Identities>()
        .OfPersonAsync(Provider.Authority.ToString(), subject, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Provider.DisposeAsync();
    }

    private static IdentityProviderSettings ProviderAt(Uri authority, string name) => new()
    {
        Authority = authority,
        ClientId = IdentityProviderHost.ClientId,
        ClientSecret = IdentityProviderHost.ClientSecret,
        DisplayName = name,
    };
}
