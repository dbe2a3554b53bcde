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
    [InlineData("ConnectionStrings:Portal", "Host=db", "ConnectionStrings:Portal needs a host and a database")]
    [InlineData("ConnectionStrings:Portal", "postgres://db/portal", "ConnectionStrings:Portal cannot be understood")]
    [InlineData("ConnectionStrings:Portal", "Host=db;Database=portal;Port=many", "ConnectionStrings:Portal cannot be understood")]
    public void Each_mistake_is_named(string name, string value, string expected) =>
        Assert.Contains(expected, Assert.Single(Problems((name, value))));

    [Fact]
    public void Real_AWS_may_listen_anywhere()
    {
        var settings = Read(
            ("Portal:Mode", "Aws"), ("Portal:Aws:HomeRegion", "eu-central-1"), ("Portal:ListenOn", "0.0.0.0"),
            ("ConnectionStrings:Portal", "Host=db;Database=portal"));

        Assert.Equal("0.0.0.0", settings.ListenOn);
    }

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Assert.Equal(5, Problems(
            ("Portal:Mode", "Aws"), ("Portal:Aws:ServiceUrl", "http://127.0.0.1:1"), ("Portal:ListenOn", "everywhere"), ("Portal:Moed", "Aws")).Count);

    private static IReadOnlyList<string> Problems(params (string Name, string Value)[] settings) =>
        Assert.Throws<StartupProblem>(() => Read(settings)).Problems;

    private static PortalSettings Read(params (string Name, string Value)[] settings) => PortalSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
