using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Jobs;
using Portal.Sandbox.Seeding;
using Portal.Testing.Worlds;
using Portal.Web.Demo;
using Portal.Web.Hosting;
using Portal.Web.Security.Limits;
using Portal.Web.Tests.Hosting;

namespace Portal.Web.Tests.Security.Limits;

/// <summary>A portal with the demo's people that counts how often they ask.</summary>
internal sealed partial class LimitedHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _database;

    private LimitedHost(WebApplication app, string database) => (_app, _database) = (app, database);

    private Uri Origin => new(_app.Urls.First());

    public static async Task<LimitedHost> StartAsync(PortalCluster cluster, LimitSettings limits)
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var context = PortalDatabase.Open(database);
        var app = PortalApp.Build(TestHostBuilder.Create(), new PortalSetup(
            database, await InstallationId.ReadAsync(context, CancellationToken.None), new JobsOptions { Enabled = false }, _ => { }, SandboxSeed.Default,
            Story: false, Limits: limits));
        await app.Services.GetRequiredService<DemoPeople>().SeedAsync(SandboxSeed.Default, new Dictionary<string, string>(), CancellationToken.None);
        await app.StartAsync();
        return new(app, database);
    }

    /// <summary>A program of somebody's with a token of its own.</summary>
    public async Task<HttpClient> ProgramAsync(string subject, string name = "program")
    {
        var actor = (await _app.Services.GetRequiredService<Identities>().OfPersonAsync(Persona.Issuer, subject, CancellationToken.None))!;
        return With(await _app.Services.GetRequiredService<ApiTokens>().MakeAsync(actor, new(name, [TokenScope.Read], 1, null), CancellationToken.None));
    }

    /// <summary>A program with whatever it takes for a token.</summary>
    public HttpClient With(string? token) => new()
    {
        BaseAddress = new Uri(Origin, "/api/v1/"),
        DefaultRequestHeaders = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>A browser in which nobody is signed in.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Origin };

    /// <summary>A browser in which one of the demo's people is signed in.</summary>
    public async Task<HttpClient> BrowserAsync(string subject, CancellationToken cancellationToken)
    {
        var browser = Browser();
        var page = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative), cancellationToken);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Antiforgery().Match(page).Groups["token"].Value,
            ["subject"] = subject,
        });
        using var reply = await browser.PostAsync(new Uri("/sign-in/persona", UriKind.Relative), form, cancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        return browser;
    }

    /// <summary>What it remembers.</summary>
    public PortalDbContext Open() => PortalDatabase.Open(_database);

    /// <summary>The lines of the history.</summary>
    public async Task<IReadOnlyList<AuditRow>> HistoryAsync()
    {
        await using var context = PortalDatabase.Open(_database);
        return await context.AuditRows.AsNoTracking().ToListAsync();
    }

    /// <summary>Everybody is signed out, elsewhere.</summary>
    public async Task EndSessionsAsync()
    {
        await using var context = PortalDatabase.Open(_database);
        await context.Sessions.ExecuteUpdateAsync(session => session.SetProperty(one => one.EndedAt, one => one.BegunAt));
    }

    /// <summary>Somebody joins somebody else's team.</summary>
    public async Task JoinAsync(string subject, string other)
    {
        await using var context = PortalDatabase.Open(_database);
        var team = (await context.Memberships.SingleAsync(row => row.Issuer == Persona.Issuer && row.Subject == other)).TeamId;
        await context.Memberships.Where(row => row.Issuer == Persona.Issuer && row.Subject == subject)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.TeamId, team));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Antiforgery();
}
