using Bunit;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

/// <summary>What people see of what others have changed in AWS, and what they do about it.</summary>
public sealed class DifferencesPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private const string Foreign = "arn:aws:iam::320000000001:root";

    private static readonly TimeSpan NextResync = TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_provider_adopts_a_target_that_was_failed_over()
    {
        var service = await World.PublishedAsync(Cancel);
        var elb = World.Elb("payments-prod");
        var group = Assert.Single((await elb.DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups!).TargetGroupArn;
        var targets = (await elb.DescribeTargetHealthAsync(new() { TargetGroupArn = group }, Cancel)).TargetHealthDescriptions!;
        var gone = targets[0].Target!.Id;
        var next = World.Seed.Account("payments-prod").Vpc("payments-core").Instances.Select(one => one.PrivateIp)
            .First(address => targets.All(target => target.Target!.Id != address));
        await elb.RegisterTargetsAsync(new() { TargetGroupArn = group, Targets = [new() { Id = next, Port = 443 }] }, Cancel);
        await elb.DeregisterTargetsAsync(new() { TargetGroupArn = group, Targets = [new() { Id = gone, Port = 443 }] }, Cancel);
        await ResyncAsync();
        var priya = await OpenAsync(Cast.Priya, $"/services/{service}");
        priya.Reads("Changed by others in AWS");
        priya.Reads($"{gone}:443");
        priya.Reads("Stays until somebody decides");

        priya.Choose($"Target of TCP 443 {gone}:443");
        priya.Choose($"Target of TCP 443 {next}:443");
        priya.Press("Adopt");
        priya.Reads("The change is on its way");
        await World.SettleAsync(Cancel);

        priya.ReadsNot("Changed by others in AWS");
        priya.Reads($"{next}");
        (await OpenAsync(Cast.Chen, $"/services/{service}")).ReadsNot("Changed by others in AWS");
    }

    [Fact]
    public async Task A_foreign_principal_can_be_ignored_for_a_while_but_not_adopted()
    {
        var service = await World.PublishedAsync(Cancel);
        await World.Ec2("payments-prod").ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = (await World.ServiceAsync(service, Cancel)).AwsServiceId, AddAllowedPrincipals = [Foreign] }, Cancel);
        await ResyncAsync();
        (await OpenAsync(Cast.Priya, "/")).Reads("Changed by others in AWS: allowed principal");
        var priya = await OpenAsync(Cast.Priya, $"/services/{service}");
        priya.Choose($"Allowed principal {Foreign}");
        priya.Wait(() => Assert.True(
            priya.Screen.FindAll("section[aria-labelledby=differences] button").Single(button => button.TextContent.Trim() == "Adopt")
                .HasAttribute("disabled")));

        priya.Press("Ignore");
        priya.Reads("It is left alone until then.");
        await World.SettleAsync(Cancel);

        priya.Reads("Ignored until");
        var home = await OpenAsync(Cast.Priya, "/");
        home.Reads("What happened last");
        home.ReadsNot("Changed by others in AWS");
    }

    [Fact]
    public async Task A_provider_adopts_the_cross_zone_load_balancing_that_somebody_has_switched_on()
    {
        var service = await World.PublishedAsync(Cancel);
        var elb = World.Elb("payments-prod");
        var balancer = Assert.Single((await elb.DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers!).LoadBalancerArn;
        await elb.ModifyLoadBalancerAttributesAsync(
            new() { LoadBalancerArn = balancer, Attributes = [new() { Key = "load_balancing.cross_zone.enabled", Value = "true" }] }, Cancel);
        await ResyncAsync();
        var priya = await OpenAsync(Cast.Priya, $"/services/{service}");
        priya.Reads("off (AWS's default)");
        priya.Reads("Stays until somebody decides");

        priya.Choose("Cross-zone load balancing of the load balancer");
        priya.Press("Adopt");
        priya.Reads("The change is on its way");
        await World.SettleAsync(Cancel);

        priya.ReadsNot("Changed by others in AWS");
        Assert.True((await World.ServiceAsync(service, Cancel)).Spec.LoadBalancerAttributes?.CrossZone);
    }

    private async Task ResyncAsync()
    {
        await World.PassAsync(NextResync, Cancel);
        await World.SettleAsync(Cancel);
    }
}
