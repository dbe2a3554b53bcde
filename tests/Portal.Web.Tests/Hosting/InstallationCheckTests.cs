using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Portal.IdentityProvider;
using Portal.Infrastructure.EmbeddedPostgres;
using Portal.Sandbox.Hosting;
using Portal.Testing;
using Portal.Testing.Worlds;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

/// <summary><c>--check</c> names what is missing or wrong, all of it, and changes nothing.</summary>
public sealed class InstallationCheckTests(PortalCluster cluster) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_installation_that_is_whole_has_no_problem()
    {
        await using var aws = await SandboxHost.StartAsync(new SandboxOptions { DataDirectory = _folder["aws"] }, Cancel);
        await using var provider = await IdentityProviderHost.StartAsync(0, []);

        var (works, said) = await CheckAsync(await WholeAsync(aws, provider.Authority.ToString()));

        Assert.True(works, said);
        Assert.DoesNotContain("problem", said, StringComparison.Ordinal);
        Assert.Contains("ok       AWS: the portal is known as account 900000000001 in us-east-1", said, StringComparison.Ordinal);
        Assert.Contains("ok       Database: PostgreSQL", said, StringComparison.Ordinal);
        Assert.Contains($"ok       Sign-in house: {provider.Authority}", said, StringComparison.Ordinal);
        Assert.Contains("note     History: the role portal could change", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["data"]));
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        await using var aws = await SandboxHost.StartAsync(new SandboxOptions { DataDirectory = _folder["aws"] }, Cancel);
        await File.WriteAllTextAsync(_folder["data"], "no folder", Cancel);
        var settings = await WholeAsync(aws, "http://127.0.0.1:1");
        settings["Portal:Aws:SecretAccessKey"] = "another";
        settings["Portal:Moed"] = "Aws";
        settings["ConnectionStrings:Portal"] =
            new NpgsqlConnectionStringBuilder(settings["ConnectionStrings:Portal"]) { Username = "nobody" }.ConnectionString;

        var (works, said) = await CheckAsync(settings);

        Assert.False(works);
        Assert.Contains("problem  Settings: Under Portal:", said, StringComparison.Ordinal);
        Assert.Contains("problem  Data folder:", said, StringComparison.Ordinal);
        Assert.Contains("problem  Database: ", said, StringComparison.Ordinal);
        Assert.Contains(
            "problem  Sign-in house: http://127.0.0.1:1/.well-known/openid-configuration gives no provider's metadata", said, StringComparison.Ordinal);
        Assert.Contains("problem  AWS: ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_owns_nothing_is_told_of_migrations_that_somebody_else_has_to_apply()
    {
        var owner = await cluster.CreateDatabaseAsync();
        var portal = await cluster.ApplicationRoleAsync(owner);
        await using (var source = NpgsqlDataSource.Create(owner))
        {
            await source.CreateCommand(
                $"""
                select grant_application_role('{PrivatePostgres.ApplicationRole}');
                delete from "__EFMigrationsHistory" where "MigrationId" like '%_Differences'
                """).ExecuteNonQueryAsync(Cancel);
        }

        var (_, alone) = await CheckAsync(new() { ["ConnectionStrings:Portal"] = portal });
        var (_, together) = await CheckAsync(new() { ["ConnectionStrings:Portal"] = portal, ["ConnectionStrings:PortalOwner"] = owner });

        Assert.Contains("problem  Database: it lacks 1 migrations, and the role may not apply them", alone, StringComparison.Ordinal);
        Assert.DoesNotContain("History", alone, StringComparison.Ordinal);
        Assert.Contains("1 migrations are applied by the next start", together, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_a_note_and_a_private_database_needs_its_programs()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (_, said) = await CheckAsync(new() { ["Portal:PostgresBinDir"] = _folder["nowhere"] }, ((IPEndPoint)taken.LocalEndpoint).Port);

        Assert.Contains("note     Port: 127.0.0.1:", said, StringComparison.Ordinal);
        Assert.Contains("problem  Database: ", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-01-01", "portal.example.com", "Ok")]
    [InlineData("2027-12-20", "portal.example.com", "Note")]
    [InlineData("2028-01-02", "portal.example.com", "Problem")]
    [InlineData("2025-12-31", "portal.example.com", "Problem")]
    [InlineData("2027-01-01", "other.example.com", "Problem")]
    public void A_certificate_has_to_be_valid_and_for_the_address(string today, string host, string expected)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=portal.example.com", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("portal.example.com");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(_folder["tls.crt"], certificate.ExportCertificatePem());
        File.WriteAllText(_folder["tls.key"], key.ExportPkcs8PrivateKeyPem());

        var found = DoorCheck.Certificate(
            new() { CertificateFile = _folder["tls.crt"], KeyFile = _folder["tls.key"] }, new($"https://{host}"),
            new FakeTimeProvider(DateTimeOffset.Parse($"{today}T00:00:00Z", CultureInfo.InvariantCulture)));

        Assert.Equal(expected, found.Verdict.ToString());
    }

    private async Task<Dictionary<string, string?>> WholeAsync(SandboxHost aws, string authority)
    {
        var hub = aws.Seed.Account("privatelink-portal");
        return new()
        {
            ["ConnectionStrings:Portal"] = await cluster.CreateDatabaseAsync(),
            ["Portal:Mode"] = "Aws",
            ["Portal:PublicUrl"] = "http://127.0.0.1:5290",
            ["Portal:Aws:HomeRegion"] = "us-east-1",
            ["Portal:Aws:ServiceUrl"] = aws.AwsEndpoint.ToString(),
            ["Portal:Aws:AccessKeyId"] = hub.AccessKeyId,
            ["Portal:Aws:SecretAccessKey"] = hub.SecretAccessKey,
            ["Portal:SignIn:Providers:house:Authority"] = authority,
            ["Portal:SignIn:Providers:house:ClientId"] = IdentityProviderHost.ClientId,
            ["Portal:SignIn:Providers:house:ClientSecret"] = IdentityProviderHost.ClientSecret,
            ["Portal:SignIn:FirstAdmin:Subject"] = "00u-nora",
        };
    }

    private async Task<(bool Works, string Said)> CheckAsync(Dictionary<string, string?> settings, int port = 0)
    {
        await using var output = new StringWriter();
        var works = await InstallationCheck.RunAsync(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new(port, _folder["data"], false, false, true), output, Cancel);
        return (works, output.ToString());
    }
}
