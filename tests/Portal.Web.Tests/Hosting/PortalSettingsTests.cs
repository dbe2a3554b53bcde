using Microsoft.Extensions.Configuration;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

public sealed class PortalSettingsTests
{
    [Fact]
    public void Nothing_set_means_a_sandbox_on_loopback()
    {
        var settings = Read();

        Assert.Equal(PortalMode.Sandbox, settings.Mode);
        Assert.Equal("127.0.0.1", settings.ListenOn);
    }

    [Theory]
    [InlineData("Portal:Moed", "Aws", "not found on the instance of Portal.Web.Hosting.PortalSettings: 'Moed'")]
    [InlineData("Portal:Jobs:Worker", "3", "not found on the instance of Portal.Jobs.JobsOptions: 'Worker'")]
    [InlineData("Portal:Mode", "Cloud", "Cloud")]
    [InlineData("Portal:ListenOn", "everywhere", "Portal:ListenOn is everywhere: use an IP address")]
    [InlineData("Portal:ListenOn", "0.0.0.0", "on loopback only")]
    [InlineData("Portal:Limits:TokenPerMinute", "0", "Portal:Limits:TokenPerMinute is 0; use 1 to 1000000.")]
    [InlineData("Portal:Limits:PersonPerMinute", "1000001", "Portal:Limits:PersonPerMinute is 1000001")]
    [InlineData("Portal:Limits:TeamPerMinute", "-1", "Portal:Limits:TeamPerMinute is -1")]
    [InlineData("Portal:Limits:BrowserPerMinute", "0", "Portal:Limits:BrowserPerMinute is 0")]
    [InlineData("Portal:Limits:AddressPerMinute", "0", "Portal:Limits:AddressPerMinute is 0")]
    [InlineData("Portal:Limits:AdressPerMinute", "5", "'AdressPerMinute'")]
    [InlineData("ConnectionStrings:Portal", "Host=db", "ConnectionStrings:Portal needs a host and a database")]
    [InlineData("ConnectionStrings:Portal", "postgres://db/portal", "ConnectionStrings:Portal cannot be understood")]
    [InlineData("ConnectionStrings:Portal", "Host=db;Database=portal;Port=many", "ConnectionStrings:Portal cannot be understood")]
    public void Each_mistake_is_named(string name, string value, string expected) =>
        Assert.Contains(expected, Assert.Single(Problems((name, value))));

    [Fact]
    public void Real_AWS_may_listen_anywhere()
    {
        var settings = Read([.. Aws]);

        Assert.Equal("0.0.0.0", settings.ListenOn);
    }

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Assert.Equal(7, Problems(
            ("Portal:Mode", "Aws"), ("Portal:Aws:ServiceUrl", "http://aws.example.com"), ("Portal:ListenOn", "everywhere"), ("Portal:Moed", "Aws")).Count);

    [Theory]
    [InlineData("Portal:Aws:ServiceUrl", "http://aws.example.com", "use an https address")]
    [InlineData("Portal:Sandbox:AwsUrl", "http://127.0.0.1:1", "leave Portal:Sandbox:AwsUrl and ControlUrl unset")]
    [InlineData("Portal:PublicUrl", "http://portal.example.com", "use https. Plain http is for this machine alone.")]
    [InlineData("Portal:PublicUrl", "https://portal.example.com/portal", "use scheme and host alone")]
    [InlineData("Portal:PublicUrl", "https://someone@portal.example.com", "use scheme and host alone")]
    [InlineData("Portal:PublicUrl", null, "set Portal:PublicUrl")]
    [InlineData("Portal:Proxies:0", "proxy.example.com", "use addresses or ranges")]
    [InlineData("Portal:Proxies:0", "", "name the proxy that has the certificate")]
    [InlineData("Portal:PublicUrl", "portal.example.com", "use scheme and host alone")]
    [InlineData("Portal:Tls:KeyFile", "/dev/null", "needs both CertificateFile and KeyFile")]
    [InlineData("Portal:SignIn:Providers:entra:Authority", "http://login.example.com", "use https")]
    [InlineData("Portal:SignIn:Providers:entra:Authority", null, "Authority is missing")]
    [InlineData("Portal:SignIn:Providers:entra:ClientId", null, "ClientId is missing")]
    [InlineData("Portal:SignIn:Providers:entra:ClientSecret", null, "needs one of ClientSecret and ClientSecretFile")]
    [InlineData("Portal:SignIn:Providers:entra:ClientSecretFile", "/nowhere/secret", "needs one of ClientSecret and ClientSecretFile")]
    [InlineData("Portal:SignIn:FirstAdmin:Subject", " ", "FirstAdmin:Subject is missing")]
    [InlineData("Portal:SignIn:FirstAdmin:Provider", "okta", "there is no Portal:SignIn:Providers:okta")]
    [InlineData("Portal:SignIn:Groups:0:Group", "", "Group is missing")]
    [InlineData("Portal:SignIn:Groups:0:Team", null, "Team (at most 100 characters) and TeamRoles go together")]
    [InlineData("Portal:SignIn:Groups:0:TeamRoles:0", "-1", "TeamRoles are Provider and Consumer")]
    [InlineData("Portal:SignIn:Groups:0:Provider", "okta", "there is no Portal:SignIn:Providers:okta")]
    [InlineData("Portal:SignIn:Sessions:Idle", "00:00:10", "Portal:SignIn:Sessions:Idle is 00:00:10: use 00:05:00 to 1.00:00:00")]
    [InlineData("Portal:SignIn:Sessions:Life", "60.00:00:00", "Portal:SignIn:Sessions:Life is 60.00:00:00")]
    public void Each_mistake_on_real_AWS_is_named_alone(string name, string? value, string expected)
    {
        var settings = Aws.Where(setting => setting.Name != name).ToList();
        if (value is not null)
        {
            settings.Add((name, value));
        }

        Assert.Contains(expected, Assert.Single(Problems([.. settings])), StringComparison.Ordinal);
    }

    [Fact]
    public void Somebody_has_to_be_a_network_admin() => Assert.Contains(
        "nobody would be a network admin",
        Assert.Single(Problems([.. Aws.Where(setting => !setting.Name.Contains("FirstAdmin", StringComparison.Ordinal))])), StringComparison.Ordinal);

    private static IReadOnlyList<(string Name, string Value)> Aws =>
    [
        ("Portal:Mode", "Aws"), ("Portal:Aws:HomeRegion", "eu-central-1"), ("Portal:ListenOn", "0.0.0.0"),
        ("ConnectionStrings:Portal", "Host=db;Database=portal"), ("Portal:PublicUrl", "https://portal.example.com"), ("Portal:Proxies:0", "10.0.0.0/24"),
        ("Portal:SignIn:Providers:entra:Authority", "https://login.example.com/tenant/v2.0"), ("Portal:SignIn:Providers:entra:ClientId", "portal"),
        ("Portal:SignIn:Providers:entra:ClientSecret", "secret"), ("Portal:SignIn:FirstAdmin:Subject", "00u1"),
        ("Portal:SignIn:Groups:0:Group", "storefront"), ("Portal:SignIn:Groups:0:Team", "Storefront"), ("Portal:SignIn:Groups:0:TeamRoles:0", "Consumer"),
    ];

    private static IReadOnlyList<string> Problems(params (string Name, string Value)[] settings) =>
        Assert.Throws<StartupProblem>(() => Read(settings)).Problems;

    private static PortalSettings Read(params (string Name, string Value)[] settings) => PortalSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
