using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Accounts;
using Portal.IdentityProvider;
using Portal.Infrastructure.Data;
using Portal.Jobs;
using Portal.Testing.Worlds;
using Portal.Web.Hosting;
using Portal.Web.SignIn;
using Portal.Web.Tests.Hosting;

namespace Portal.Web.Tests.SignIn;

/// <summary>A portal without demo people, at whose door two identity providers vouch for people.</summary>
public sealed class SignInHost(PortalCluster cluster) : IAsyncLifetime
{
    public const string First = "00u-first";

    private readonly List<ProvidedPerson> _people = [new(First, "Fay First", [])];
    private WebApplication _app = null!;

    public IdentityProviderHost Provider { get; private set; } = null!;

    /// <summary>From now on the provider vouches for this person as being in these groups.</summary>
    public void Let(string subject, string name, params string[] groups)
    {
        lock (_people)
        {
            _people.RemoveAll(person => person.Subject == subject);
            _people.Add(new(subject, name, groups));
        }
    }

    public string Database { get; private set; } = "";

    /// <summary>What the host itself works with.</summary>
    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Uri Address => new(_app.Urls.First());

    public async ValueTask InitializeAsync()
    {
        Database = await cluster.CreateDatabaseAsync();
        Provider = await IdentityProviderHost.StartAsync(0, _people);
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
        var builder = TestHostBuilder.Create();
        await using (var context = PortalDatabase.Open(Database))
        {
            _app = PortalApp.Build(builder, new PortalSetup(
                Database, await InstallationId.ReadAsync(context, CancellationToken.None), new JobsOptions { Enabled = false }, _ => { }, null, Story: false,
                SignIn: signIn));
        }

        await _app.StartAsync();
    }

    /// <summary>How many lines of the history have this action of this person; of refused answers nobody is known, and the subject is <c>sign-in</c>.</summary>
    public async Task<int> HistoryAsync(string action, string subject)
    {
        await using var context = PortalDatabase.Open(Database);
        return await context.AuditRows.CountAsync(row => row.Action == action && row.SubjectId.EndsWith("/" + subject));
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
