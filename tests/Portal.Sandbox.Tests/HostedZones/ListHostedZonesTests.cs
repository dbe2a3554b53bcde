using System.Net;
using System.Net.Http.Json;
using Portal.Infrastructure.Aws.Route53;

namespace Portal.Sandbox.Tests.HostedZones;

public sealed class ListHostedZonesTests
{
    private const string Name = "api.payments.example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_VPC_shows_the_zones_of_its_account_and_those_that_AWS_keeps_for_endpoints()
    {
        await using var scene = await Scene.StartAsync();
        await NamedAsync(scene);
        await PutZoneAsync(scene, "internal.example");

        var zones = await ListAsync(scene);

        Assert.Equal(
            [(Name + ".", null, "vpce.amazonaws.com"), ("internal.example.", scene.Sandbox.Account("storefront-prod").AccountId, null)],
            zones.Select(zone => (zone.Name, zone.OwningAccount, zone.OwningService)).Order());
    }

    [Fact]
    public async Task A_zone_that_was_taken_off_is_gone_and_another_VPC_never_had_it()
    {
        await using var scene = await Scene.StartAsync();
        await PutZoneAsync(scene, "internal.example");
        Assert.Single(await ListAsync(scene));

        (await scene.Sandbox.Control.DeleteAsync($"vpcs/{Vpc(scene)}/hosted-zones/internal.example", Cancel)).EnsureSuccessStatusCode();
        Assert.Empty(await ListAsync(scene));
        var other = await scene.Sandbox.Control.DeleteAsync($"vpcs/{Vpc(scene)}/hosted-zones/x.example", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task A_role_needs_the_permission_for_it_and_to_see_VPCs()
    {
        await using var scene = await Scene.StartAsync();
        var role = scene.Sandbox.Account("storefront-prod").RoleArn!;
        var zones = scene.Sandbox.HostedZones(await scene.Sandbox.AssumeAsync("storefront-prod"));
        var wish = new ListHostedZonesRequest { VpcId = Vpc(scene), VpcRegion = "us-east-1" };
        Assert.Empty((await zones.ListByVpcAsync(wish, Cancel)).HostedZones);

        foreach (var (allowed, missing) in new[] { ("ec2:DescribeVpcs", "route53:ListHostedZonesByVPC"), ("route53:ListHostedZonesByVPC", "ec2:DescribeVpcs") })
        {
            scene.Sandbox.PutPolicies(role, $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "{{allowed}}", "Resource": "*" } }""");
            var refusal = await Refused.AsAsync("AccessDenied", () => zones.ListByVpcAsync(wish, Cancel));
            Assert.Contains(missing, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Name, true)]
    [InlineData("payments.example.com", false)]
    [InlineData("v2.api.payments.example.com", false)]
    public async Task A_private_name_conflicts_with_a_zone_of_the_same_name_and_with_no_other(string zone, bool conflicts)
    {
        await using var scene = await Scene.StartAsync();
        await PutZoneAsync(scene, zone);

        if (conflicts)
        {
            var refusal = await Refused.AsAsync("InvalidParameter", () => NamedAsync(scene));
            Assert.Equal(
                $"private-dns-enabled cannot be set because there is already a conflicting DNS domain for {Name} in the VPC {Vpc(scene)}", refusal.Message);
        }
        else
        {
            await NamedAsync(scene);
        }
    }

    [Fact]
    public async Task An_endpoint_gives_its_name_back_when_private_DNS_is_switched_off()
    {
        await using var scene = await Scene.StartAsync();
        var first = await NamedAsync(scene);
        await Refused.AsAsync("InvalidParameter", () => NamedAsync(scene));
        var taken = await scene.Sandbox.Control.PutAsync($"vpcs/{Vpc(scene)}/hosted-zones/{Name}", null, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, taken.StatusCode);

        await scene.Consumer.ModifyVpcEndpointAsync(new() { VpcEndpointId = first, PrivateDnsEnabled = false }, Cancel);
        await PutZoneAsync(scene, Name);
    }

    private static string Vpc(Scene scene) => scene.Sandbox.Account("storefront-prod").Vpc("storefront").VpcId;

    private static async Task PutZoneAsync(Scene scene, string name) =>
        (await scene.Sandbox.Control.PutAsync($"vpcs/{Vpc(scene)}/hosted-zones/{name}", null, Cancel)).EnsureSuccessStatusCode();

    private static async Task<IReadOnlyList<HostedZoneSummary>> ListAsync(Scene scene) =>
        (await scene.Sandbox.HostedZones(scene.Sandbox.Keys("storefront-prod")).ListByVpcAsync(
            new() { VpcId = Vpc(scene), VpcRegion = "us-east-1" }, Cancel)).HostedZones;

    /// <summary>An endpoint with private DNS to a service that has proved its name.</summary>
    private static async Task<string> NamedAsync(Scene scene)
    {
        var service = await scene.PublishAsync(acceptance: false, privateDnsName: Name);
        var (label, value) = (service.PrivateDnsNameConfiguration.Name, service.PrivateDnsNameConfiguration.Value);
        (await scene.Sandbox.Control.PutAsJsonAsync("dns/txt", new { name = $"{label}.{Name}", values = new[] { value } }, Cancel)).EnsureSuccessStatusCode();
        await scene.Provider.StartVpcEndpointServicePrivateDnsVerificationAsync(new() { ServiceId = service.ServiceId }, Cancel);
        var wish = scene.Wish(service, "app-az1");
        wish.PrivateDnsEnabled = true;
        return (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.VpcEndpointId;
    }
}
