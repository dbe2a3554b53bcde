using Bunit;
using Portal.Domain.Accounts;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Pages;
using Portal.Testing.Worlds;
using Portal.Web.Connections;

namespace Portal.Web.Tests.Pages;

public sealed class ConnectionPictureTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_line_is_only_as_good_as_the_targets_at_its_end_and_grey_where_nobody_sees_one_of_its_ends()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var own = await ViewAsync(Cast.Chen, id);

        Assert.Equal(["good"], Lines(own, HealthVerdict.Healthy));
        Assert.Equal(["doubtful"], Lines(own, HealthVerdict.Degraded));
        Assert.Equal(["bad"], Lines(own, HealthVerdict.Down));
        Assert.Equal(["quiet"], Lines(own, HealthVerdict.Unknown));
        Assert.Equal(["quiet"], Lines(await ViewAsync(Cast.Priya, id), HealthVerdict.Healthy));
    }

    [Fact]
    public async Task The_consumers_side_reads_names_blocks_and_ports_and_the_provider_nothing_of_the_network()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        var priya = await OpenAsync(Cast.Priya, $"/connections/{id}");

        chen.Reads("storefront · 10.20.0.0/16");
        chen.Reads("storefront-app-az1");
        chen.Reads("TCP 443");
        priya.Reads("TCP 443");
        Assert.DoesNotContain("storefront-app-az1", priya.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("10.20.0.0/16", priya.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_AWS_cannot_be_asked_the_picture_has_ids()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        await World.Aws.FaultAsync(new { kind = "error", code = "AccessDenied", message = "No." }, Cancel, "DescribeVpcs");

        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");

        chen.Reads(World.Seed.Account("storefront-prod").Vpc("storefront").VpcId);
        chen.Reads("The same as a table");
    }

    private Task<ConnectionView> ViewAsync(Actor who, Guid id) => World.Get<ConnectionQueries>().GetAsync(who, id, Cancel);

    /// <summary>How the lines look, with every zone of the service like this.</summary>
    private static IReadOnlyList<string?> Lines(ConnectionView connection, HealthVerdict verdict)
    {
        using var browser = new BunitContext();
        var zones = (connection.Subnets ?? []).Select(subnet => subnet.ZoneId!).DefaultIfEmpty("use1-az1").ToList();
        var health = new HealthReport(verdict, [.. zones.Select(zone => new ZoneHealth(zone, verdict, "For a test"))], "a test", null);
        var picture = browser.Render<ConnectionPicture>(parameters => parameters
            .Add(one => one.Connection, connection).Add(one => one.Service, new ConnectedServiceView(zones, null, health, ["TCP 443"])));
        return [.. picture.FindAll(".wire").Select(line => line.ClassList.Single(name => name != "wire")).Distinct()];
    }
}
