using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Tests.EndpointServices;

/// <summary>A zone's health follows its targets, the load balancer's state, and whether load balancing crosses zones.</summary>
public sealed class EndpointServiceHealthTests
{
    private static readonly ObservedLoadBalancer Balancer = new(
        "arn:lb", "plp-lb", LoadBalancerState.Active, null, [new("subnet-1", "use1-az1"), new("subnet-2", "use1-az2")],
        ZoneNames: new Dictionary<string, string> { ["use1-az1"] = "us-east-1c", ["use1-az2"] = "us-east-1a" });

    private static readonly ObservedTarget Well = new("10.0.0.1", 443, TargetHealthState.Healthy, null, "use1-az1");

    private static readonly ObservedTarget Ill = new("10.0.0.2", 443, TargetHealthState.Unhealthy, "Target.FailedHealthChecks", "use1-az1");

    [Fact]
    public void A_zone_without_targets_is_down_when_load_balancing_stays_within_zones()
    {
        var health = Of(Balancer with { CrossZone = false }, Well);

        Assert.Equal([HealthVerdict.Healthy, HealthVerdict.Down], health.Zones.Select(zone => zone.Verdict));
        Assert.Equal("No target lies in this zone, and cross-zone load balancing is off", health.Zones[1].Reason);
        Assert.Equal(HealthVerdict.Degraded, health.Verdict);
    }

    [Fact]
    public void A_zone_without_healthy_targets_is_not_down_when_load_balancing_crosses_zones()
    {
        Assert.Equal(HealthVerdict.Healthy, Of(Balancer with { CrossZone = true }, Well).Verdict);
        var mixed = Of(Balancer with { CrossZone = true }, Well, Ill);
        Assert.All(mixed.Zones, zone => Assert.Equal(
            (HealthVerdict.Degraded, "1 of 2 targets are healthy in all zones, which serve this one"), (zone.Verdict, zone.Reason)));
        Assert.Equal(HealthVerdict.Down, Of(Balancer with { CrossZone = true }, Ill).Verdict);
        Assert.Equal("The service has no target", Of(Balancer with { CrossZone = true }).Zones[0].Reason);
    }

    [Theory]
    [InlineData(LoadBalancerState.Provisioning, HealthVerdict.Unknown, "AWS is provisioning the load balancer")]
    [InlineData(LoadBalancerState.Failed, HealthVerdict.Down, "AWS could not provision the load balancer: too few addresses")]
    [InlineData(LoadBalancerState.ActiveImpaired, HealthVerdict.Degraded, "1 of 1 targets are healthy; the load balancer is impaired: too few addresses")]
    [InlineData(LoadBalancerState.Unknown, HealthVerdict.Unknown, "AWS shows the load balancer in a state that the portal does not know")]
    public void The_state_of_the_load_balancer_counts_before_that_of_its_targets(LoadBalancerState state, HealthVerdict expected, string reason)
    {
        var zone = Of(Balancer with { State = state, StateReason = "too few addresses" }, Well).Zones[0];

        Assert.Equal((expected, reason), (zone.Verdict, zone.Reason));
    }

    [Fact]
    public void A_zone_that_the_load_balancer_is_not_in_is_down_whatever_its_targets_are() =>
        Assert.Equal(
            (HealthVerdict.Down, "The load balancer is not in this zone"),
            Of(Balancer with { Subnets = [new("subnet-2", "use1-az2")], CrossZone = true }, Well).Zones.Select(zone => (zone.Verdict, zone.Reason)).First());

    [Fact]
    public void Only_who_sees_the_provider_s_account_reads_what_it_calls_its_zones()
    {
        Assert.Equal(["us-east-1c", "us-east-1a"], EndpointServiceHealth.Of(Spec, Seen(Balancer, Well), own: true).Zones.Select(zone => zone.ZoneName));
        Assert.All(EndpointServiceHealth.Of(Spec, Seen(Balancer, Well), own: false).Zones, zone => Assert.Null(zone.ZoneName));
    }

    private static EndpointServiceSpec Spec { get; } = new(
        "123456789012", "us-east-1", "vpc-1", [new("subnet-1", "use1-az1"), new("subnet-2", "use1-az2")], [], null);

    private static HealthReport Of(ObservedLoadBalancer balancer, params ObservedTarget[] targets) => EndpointServiceHealth.Of(Spec, Seen(balancer, targets));

    private static EndpointServiceObservation Seen(ObservedLoadBalancer balancer, params ObservedTarget[] targets) => new(
        TimeProvider.System.GetUtcNow(), new(Presence.Present, balancer, balancer.Arn),
        new Dictionary<string, Observed<ObservedTargetGroup>> { ["443"] = new(Presence.Present, new("arn:tg", "plp-tg", targets), "arn:tg") },
        new Dictionary<string, Observed<ObservedListener>>(), new(Presence.NeverMade), [], []);
}
