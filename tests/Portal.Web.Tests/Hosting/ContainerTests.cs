using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Portal.Testing;
using Portal.Web.Hosting;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Hosting;

public sealed partial class ContainerTests
{
    private readonly ComposeFile _compose = ComposeFile.Read();

    private ComposeEntry Portal => _compose.Services["portal"];

    private ComposeEntry Migrate => _compose.Services["migrate"];

    private ComposeEntry Postgres => _compose.Services["postgres"];

    [Fact]
    public void The_portal_starts_after_a_database_that_is_ready_and_has_the_present_form()
    {
        Assert.Equal(["migrate", "portal", "postgres"], _compose.Services.Keys);
        Assert.Equal("service_completed_successfully", Portal.DependsOn["migrate"].Condition);
        Assert.Equal("service_healthy", Migrate.DependsOn["postgres"].Condition);
        Assert.True(Parsed(Migrate.Command).MigrateOnly);
        Assert.Equal("postgres:17", Postgres.Image);
        Assert.Equal(".", Portal.Build);
    }

    [Fact]
    public void The_portal_works_by_a_role_of_its_own_and_the_owner_only_changes_the_form()
    {
        var portal = new NpgsqlConnectionStringBuilder(Portal.Environment["ConnectionStrings__Portal"]);
        var owner = new NpgsqlConnectionStringBuilder(Migrate.Environment["ConnectionStrings__PortalOwner"]);

        Assert.Equal(Portal.Environment["ConnectionStrings__Portal"], Migrate.Environment["ConnectionStrings__Portal"]);
        Assert.DoesNotContain("ConnectionStrings__PortalOwner", Portal.Environment.Keys);
        Assert.Equal(("postgres", Postgres.Environment["POSTGRES_DB"]), (portal.Host, portal.Database));
        Assert.Equal(("postgres", Postgres.Environment["POSTGRES_DB"]), (owner.Host, owner.Database));
        Assert.Equal((Postgres.Environment["POSTGRES_USER"], Postgres.Environment["POSTGRES_PASSWORD"]), (owner.Username, owner.Password));
        Assert.Equal(Postgres.Environment["PORTAL_DATABASE_PASSWORD"], portal.Password);
        var script = File.ReadAllText(Repository.PathTo("migrations", "application-role.sh"));
        Assert.Contains($"create role {portal.Username} login", script, StringComparison.Ordinal);
        Assert.Contains("./migrations/application-role.sh:/docker-entrypoint-initdb.d/application-role.sh:ro", Postgres.Volumes);
    }

    [Fact]
    public void Both_are_asked_whether_they_are_ready()
    {
        Assert.Contains($"GET {PortalUrls.Ready} ", Portal.Healthcheck.Test[^1]);
        Assert.Contains("pg_isready", Postgres.Healthcheck.Test);
    }

    [Fact]
    public void The_host_takes_every_setting_that_is_named()
    {
        var settings = Portal.Environment.ToDictionary(pair => pair.Key.Replace("__", ":"), pair => Set(pair.Key, pair.Value));

        var read = PortalSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

        Assert.Equal(PortalMode.Aws, read.Mode);
        Assert.Equal("0.0.0.0", read.ListenOn);
    }

    [Fact]
    public void No_secret_stands_in_the_file()
    {
        var secrets = _compose.Services.Values.SelectMany(entry => entry.Environment)
            .Where(pair => pair.Key.Contains("Password", StringComparison.OrdinalIgnoreCase) || pair.Key.Contains("Key", StringComparison.Ordinal)
                || pair.Key.Contains("Secret", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(5, secrets.Count);
        Assert.All(secrets, secret => Assert.True(secret.Value is null || Placeholder().IsMatch(secret.Value), $"{secret.Key} has a value of its own"));
        Assert.Matches("Password=" + Placeholder().ToString(), Portal.Environment["ConnectionStrings__Portal"]);
    }

    [Fact]
    public void What_has_to_last_lies_on_volumes_and_only_loopback_is_published()
    {
        Assert.All(
            (ComposeEntry[])[Portal, Postgres],
            entry => Assert.Contains(Assert.Single(entry.Volumes, volume => !volume.StartsWith('.')).Split(':')[0], _compose.Volumes.Keys));
        Assert.StartsWith("127.0.0.1:", Assert.Single(Portal.Ports));
    }

    [Fact]
    public void The_image_is_built_in_one_stage_and_run_by_a_user_without_rights_in_another()
    {
        var lines = File.ReadAllLines(Repository.PathTo("Dockerfile"));

        Assert.Equal(2, lines.Count(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
        Assert.Equal("USER $APP_UID", Assert.Single(lines, line => line.StartsWith("USER ", StringComparison.Ordinal)));
        var arguments = Words().Matches(Assert.Single(lines, line => line.StartsWith("CMD ", StringComparison.Ordinal))).Select(word => word.Groups[1].Value);
        var line = Parsed([.. arguments]);
        Assert.Equal(Portal.Ports[0].Split(':')[^1], $"{line.Port}");
        Assert.Equal(Portal.Volumes[0].Split(':')[^1], line.DataDirectory);
    }

    private static PortalCommandLine Parsed(IReadOnlyList<string> arguments)
    {
        PortalCommandLine? line = null;
        PortalCommandLine.Command(written =>
        {
            line = written;
            return Task.FromResult(0);
        }).Parse(arguments).Invoke();
        return line!;
    }

    /// <summary>As docker compose hands it on when everything that has to be named is.</summary>
    private static string? Set(string name, string? value) =>
        value is null ? SampleOf(name) : Default().Replace(Placeholder().Replace(value, SampleOf(name)), "$1");

    private static string SampleOf(string name) =>
        name.EndsWith("Workers", StringComparison.Ordinal) ? "8"
        : name.EndsWith("Authority", StringComparison.Ordinal) ? "https://login.example.com"
        : "sample";

    [GeneratedRegex(@"\$\{[A-Z_]+:-([^}]*)\}$")]
    private static partial Regex Default();

    [GeneratedRegex(@"\$\{[A-Z_]+:\?[^}]*\}$")]
    private static partial Regex Placeholder();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Words();
}
