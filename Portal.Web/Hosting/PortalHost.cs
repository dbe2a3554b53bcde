using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EmbeddedPostgres;
using Portal.Sandbox;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Seeding;
using Portal.Web.Demo;

namespace Portal.Web.Hosting;

/// <summary>Starts what the portal stands on (database, simulated AWS), then the portal, and stops them in the reverse order.</summary>
internal static class PortalHost
{
    // As it was asked to; what it was told says why.
    private const int CannotStart = 2;

    private static readonly string[] ConnectionStrings = ["Portal", "PortalOwner"];

    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        var written = PortalCommandLine.Command(line => RunAsync(line, output, errors)).Parse(arguments);
        // The host listens to signals itself, and what is not foreseen is told by the runtime, with its stack.
        var code = await written.InvokeAsync(
            new() { Output = output, Error = errors, ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        return written.Errors.Count > 0 ? CannotStart : code;
    }

    private static async Task<int> RunAsync(PortalCommandLine line, TextWriter output, TextWriter errors)
    {
        try
        {
            return await RunAsync(line, output) ? 0 : CannotStart;
        }
        catch (Exception problem) when (problem is StartupProblem or PrivatePostgresException or SandboxStartException)
        {
            foreach (var sentence in (problem as StartupProblem)?.Problems ?? [problem.Message])
            {
                await errors.WriteLineAsync(sentence);
            }

            return CannotStart;
        }
    }

    /// <returns>Whether it did what it was asked to.</returns>
    private static async Task<bool> RunAsync(PortalCommandLine line, TextWriter output)
    {
        var builder = CreateBuilder();
        if (line.CheckOnly)
        {
            return await InstallationCheck.RunAsync(builder.Configuration, line, output, CancellationToken.None);
        }

        if (line.MigrateOnly)
        {
            await MigrateAsync(line, builder.Configuration);
            await output.WriteLineAsync("The database has the present form.");
            return true;
        }

        var settings = PortalSettings.Read(builder.Configuration);
        var address = ListenAddress.Choose(IPAddress.Parse(settings.ListenOn), line.Port ?? PortalCommandLine.DefaultPort);
        using var folder = await DataFolder.OpenAsync(line.DataDirectory, line.Reset, CancellationToken.None);
        var earlier = EndpointsFile.Read(folder.Endpoints);

        var progress = new StartProgress(output);
        await using var database = await OpenDatabaseAsync(builder.Configuration, settings, folder);
        await database.MigrateAsync(CancellationToken.None);
        await progress.DoneAsync("The database is ready");
        await RefuseForeignPeopleAsync(settings, database.ConnectionString);
        await using var environment = await AwsEnvironmentAsync(settings, folder);
        await progress.DoneAsync(settings.Mode == PortalMode.Sandbox ? "The simulated AWS is ready" : "The settings for AWS are read");
        var door = settings.ToDoor();
        address = Listen(builder, settings.Tls, address);
        builder.Configuration["AllowedHosts"] = door.AllowedHosts;

        // Built but not published, the files of wwwroot lie where the build has noted; a published host finds them beside itself.
        builder.WebHost.UseStaticWebAssets();
        var app = PortalApp.Build(builder, new PortalSetup(
            database.ConnectionString, await InstallationAsync(database.ConnectionString), settings.Jobs, environment.Configure, environment.Seed,
            settings.Sandbox.Story,
            await PortalDatabase.ServerAsync(database.ConnectionString, CancellationToken.None), environment.Configure, environment.Control,
            settings.SignIn, door, folder.HighWater, settings.Limits));
        if (environment.Seed is { } seed)
        {
            var known = (earlier?.Personas ?? []).ToDictionary(persona => persona.Name, persona => persona.Token);
            var tokens = await app.Services.GetRequiredService<DemoPeople>().SeedAsync(seed, known, CancellationToken.None);
            EndpointsFile.Write(folder.Endpoints, environment.Describe(address, tokens));
        }

        app.Lifetime.ApplicationStarted.Register(() => output.WriteLine($"PrivateLink Portal is at {address}  (data: {folder.Path}; Ctrl+C stops it)"));
        await app.RunAsync();
        return true;
    }

    /// <summary>Needs nothing but the database: it is done before the portal is set up, and by whoever may change tables.</summary>
    private static async Task MigrateAsync(PortalCommandLine line, IConfiguration configuration)
    {
        var (settings, _) = PortalSettings.Inspect(configuration);
        StartupProblem.ThrowIfAny(
            [.. ConnectionStrings.Select(name => DatabaseInUse.ProblemWith(configuration.GetConnectionString(name), name)).OfType<string>()]);
        using var folder = await DataFolder.OpenAsync(line.DataDirectory, line.Reset, CancellationToken.None);
        await using var database = await OpenDatabaseAsync(configuration, settings, folder);
        await database.MigrateAsync(CancellationToken.None);
    }

    private static Task<DatabaseInUse> OpenDatabaseAsync(IConfiguration configuration, PortalSettings settings, DataFolder folder) => DatabaseInUse.OpenAsync(
        configuration.GetConnectionString("Portal"), configuration.GetConnectionString("PortalOwner"), settings.PostgresBinDir, folder, CancellationToken.None);

    /// <returns>The address, with the scheme by which it answers.</returns>
    private static Uri Listen(WebApplicationBuilder builder, TlsSettings tls, Uri address)
    {
        if (tls.CertificateFile is null)
        {
            builder.WebHost.UseUrls(address.ToString());
            return address;
        }

        try
        {
            var certificate = X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate));
            var secure = new UriBuilder(address) { Scheme = Uri.UriSchemeHttps }.Uri;
            builder.WebHost.UseUrls(secure.ToString());
            return secure;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StartupProblem($"Portal:Tls: {tls.CertificateFile} and {tls.KeyFile} are no certificate with its key: {unreadable.Message}");
        }
    }

    private static WebApplicationBuilder CreateBuilder()
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            if (builder.Configuration[$"{PortalSettings.Section}:{nameof(PortalSettings.SecretsFolder)}"] is { Length: > 0 } secrets)
            {
                AddSecrets(builder.Configuration, secrets);
            }

            return builder;
        }
        catch (InvalidDataException malformed)
        {
            throw new StartupProblem($"{malformed.Message} {malformed.InnerException?.Message} Mend the file and start again.");
        }
    }

    /// <summary>A file for each: what orchestrators mount, and no list of processes shows.</summary>
    private static void AddSecrets(ConfigurationManager configuration, string folder)
    {
        try
        {
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new StartupProblem($"Portal:SecretsFolder is {folder}, which cannot be read: {missing.Message}");
        }
    }

    private static async Task<AwsEnvironment> AwsEnvironmentAsync(PortalSettings settings, DataFolder folder)
    {
        if (settings.Mode == PortalMode.Aws)
        {
            return new(null, null, null, settings.Dns.ToEndpoints(), null, settings.Aws);
        }

        if (settings.Sandbox.AwsUrl is { } running)
        {
            // Real public DNS knows nothing of the simulated world: without an address nobody is asked.
            return new(SandboxSeed.Default, running, settings.Sandbox.ControlUrl, settings.Dns.ToEndpoints() ?? [], null, settings.Aws);
        }

        var sandbox = await SandboxHost.StartAsync(new SandboxOptions { DataDirectory = folder.Sandbox, Throttling = SandboxThrottling.Believed });
        return new(sandbox.Seed, sandbox.AwsEndpoint, sandbox.ControlEndpoint, [sandbox.DnsEndpoint], sandbox, settings.Aws);
    }

    /// <summary>The demo's people can be anybody's; they and real ones never share a database.</summary>
    private static async Task RefuseForeignPeopleAsync(PortalSettings settings, string connectionString)
    {
        await using var context = PortalDatabase.Open(connectionString);
        var isDemo = settings.Mode == PortalMode.Sandbox;
        var hasDemo = await context.People.AnyAsync(person => person.Issuer == Persona.Issuer);
        if (isDemo ? !hasDemo && await context.People.AnyAsync() : hasDemo)
        {
            throw new StartupProblem(isDemo
                ? "This database belongs to a portal on real AWS. The sandbox needs one of its own: change ConnectionStrings:Portal, or leave it unset."
                : "This database belongs to a sandbox, whose demo people anybody can be. Real AWS needs one of its own: change ConnectionStrings:Portal.");
        }
    }

    private static async Task<InstallationId> InstallationAsync(string connectionString)
    {
        await using var context = PortalDatabase.Open(connectionString);
        return await InstallationId.ReadAsync(context, CancellationToken.None);
    }
}
