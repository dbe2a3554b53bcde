using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Domain.Tests.EndpointServices;

/// <summary>What another wish for attributes means, for the spec, for people and for live connections.</summary>
public sealed class AttributeTests
{
    private static readonly EndpointServiceSpec Spec = new(
        "111111111111", "us-east-1", "vpc-1", [new("subnet-1", "use1-az1"), new("subnet-2", "use1-az2")],
        [new("TCP", 443, new("TCP", 443, null, [new(TargetKind.Ip, "10.0.1.10")]))], null);

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(null, true, true, "not set>on")]
    [InlineData(null, false, false, "not set>off")]
    [InlineData(true, false, false, "on>off")]
    // What was said and is said no longer goes back to AWS's default, like a health check.
    [InlineData(true, null, false, "on>off")]
    [InlineData(false, null, false, null)]
    public void What_is_wanted_follows_what_is_said_and_goes_back_to_AWSs_default(bool? was, bool? said, bool? wanted, string? shown)
    {
        var present = Spec with { LoadBalancerAttributes = was is null ? null : new(was) };

        var next = EndpointServiceChange.Follow(present, Spec with { LoadBalancerAttributes = said is null ? null : new(said) }, null);

        Assert.Equal(wanted, next.LoadBalancerAttributes?.CrossZone);
        var change = EndpointServiceChange.Differences(present, next).SingleOrDefault();
        Assert.Equal(shown, change is null ? null : $"{change.Before}>{change.After}");
    }

    [Fact]
    public void Of_a_target_group_each_attribute_follows_by_itself_and_a_new_listener_says_only_its_own()
    {
        var present = Of(new(60, true, true));
        var other = Spec.Listeners[0] with { Port = 8443, TargetGroup = Spec.Listeners[0].TargetGroup with { Attributes = new(5) } };

        var next = EndpointServiceChange.Follow(present, Of(new(ProxyProtocolV2: true)) with
        {
            Listeners = [.. Of(new(ProxyProtocolV2: true)).Listeners, other],
        }, null);

        Assert.Equal(new TargetGroupAttributes(300, false, true), next.Listeners[0].TargetGroup.Attributes);
        Assert.Equal(new TargetGroupAttributes(5), next.Listeners[1].TargetGroup.Attributes);
        Assert.Equal(
            [
                new FieldChange("TCP 443: deregistration delay", "60 s", "300 s"),
                new FieldChange("TCP 443: connection termination on deregistration", "on", "off"),
            ],
            EndpointServiceChange.Differences(present, next).Where(change => change.Field.StartsWith("TCP 443", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, true, null, "is switched on")]
    [InlineData(false, true, null, "is switched on")]
    [InlineData(true, false, null, "is switched off")]
    [InlineData(true, true, null, null)]
    [InlineData(null, false, null, null)]
    // Somebody has switched it on already: to want it so does nothing, and to want it otherwise does.
    [InlineData(null, true, true, null)]
    [InlineData(null, false, true, "is switched off")]
    public void Proxy_protocol_cuts_live_connections_where_it_changes(bool? was, bool? will, bool? seen, string? expected)
    {
        var (present, next) = (Of(was is null ? null : new(ProxyProtocolV2: was)), Of(will is null ? null : new(ProxyProtocolV2: will)));

        var touch = EndpointServiceChange.Touches(present, next, ["use1-az1"], seen is null ? null : Seen(new(300, false, seen), null));

        Assert.Equal(expected is not null, touch?.IsCut == true);
        Assert.Contains(expected ?? "", touch?.Text ?? "", StringComparison.Ordinal);
    }

    [Theory]
    // The only target lies in the first zone.
    [InlineData("use1-az1", null)]
    [InlineData("use1-az2", "Loses use1-az2, where no target is known to lie")]
    [InlineData(null, "May lose zones that have no target of their own")]
    public void Zones_without_a_target_are_lost_when_cross_zone_load_balancing_is_switched_off(string? zone, string? expected)
    {
        var (present, next) = (Spec with { LoadBalancerAttributes = new(true) }, Spec with { LoadBalancerAttributes = new(false) });

        var touch = EndpointServiceChange.Touches(present, next, zone is null ? null : [zone], Seen(null, true));

        Assert.Equal(expected is not null, touch?.IsCut == true);
        Assert.StartsWith(expected ?? "", touch?.Text ?? "", StringComparison.Ordinal);
        Assert.Null(EndpointServiceChange.Touches(next, present, zone is null ? null : [zone], Seen(null, false)));
    }

    [Fact]
    public void Nothing_said_is_shown_where_it_is_not_AWSs_default_and_what_was_said_is_put_back()
    {
        var seen = Seen(new(300, true, false), true);

        Assert.Equal(
            [("attribute/load-balancer/load_balancing.cross_zone.enabled", DifferencePolicy.Show, "off (AWS's default)", "on", false),
                ("attribute/443/deregistration_delay.connection_termination.enabled", DifferencePolicy.Show, "off (AWS's default)", "on", false)],
            Differences(Spec, seen));
        Assert.Equal(
            [("attribute/load-balancer/load_balancing.cross_zone.enabled", DifferencePolicy.Repair, "off", "on", true),
                ("attribute/443/deregistration_delay.timeout_seconds", DifferencePolicy.Repair, "20 s", "300 s", true)],
            Differences(Of(new(20, true)) with { LoadBalancerAttributes = new(false) }, seen));
    }

    [Fact]
    public void A_step_says_all_that_is_said_and_leaves_out_what_is_left_alone()
    {
        var spec = Of(new(20, false));
        var wanted = new EndpointServiceWanted(spec, EndpointServiceStage.Available, [], [])
        {
            Tolerance = new(true, [], [new(
                "attribute/443/deregistration_delay.timeout_seconds", "20 s", "300 s", DifferenceVerdict.Repair, Samples.Now, null)], TimeSpan.FromMinutes(15)),
        };

        var step = Assert.Single(EndpointServicePlanner.Plan(wanted, Seen(new(300, true, true), false)).Steps);

        Assert.Equal(new SetGroupAttributesCall("arn:tg", new(20)), step.Call);
        Assert.Equal("Set attributes of the target group of port 443: deregistration delay 20 s", step.Summary);
        Assert.True(EndpointServiceEffects.Of(spec).Contains(step.Effect));
    }

    private static IEnumerable<(string, DifferencePolicy, string?, string?, bool)> Differences(EndpointServiceSpec spec, EndpointServiceObservation seen) =>
        EndpointServiceDifferences.Of(new(spec, EndpointServiceStage.Available, [], []), seen)
            .Select(one => (one.Key, one.Policy, one.Wanted, one.Found, one.ComesOfSpecs));

    private static EndpointServiceSpec Of(TargetGroupAttributes? attributes) => Spec with
    {
        Listeners = [.. Spec.Listeners.Select(listener => listener with { TargetGroup = listener.TargetGroup with { Attributes = attributes } })],
    };

    private static EndpointServiceObservation Seen(TargetGroupAttributes? group, bool? crosses) => new(
        Samples.Now,
        new(Presence.Present, new("arn:lb", "lb", LoadBalancerState.Active, null, Spec.Subnets, CrossZone: crosses, DeletionProtection: false), "arn:lb"),
        new Dictionary<string, Observed<ObservedTargetGroup>>
        {
            ["443"] = new(
                Presence.Present,
                new(
                    "arn:tg", "tg", [new("10.0.1.10", 443, TargetHealthState.Healthy, null, "use1-az1")], ["arn:lb"], Samples.Now, HealthCheck.Default.Whole,
                    group, Samples.Now),
                "arn:tg"),
        },
        new Dictionary<string, Observed<ObservedListener>> { ["443"] = new(Presence.Present, new("arn:listener", "TCP", 443, "arn:tg"), "arn:listener") },
        new(
            Presence.Present,
            new(
                "vpce-svc-1", "com.amazonaws.vpce.us-east-1.vpce-svc-1", ServiceConfigurationState.Available, true, ["arn:lb"], ["use1-az1", "use1-az2"], null,
                PrivateDnsNameState.None, null),
            "vpce-svc-1"),
        [], []);
}
