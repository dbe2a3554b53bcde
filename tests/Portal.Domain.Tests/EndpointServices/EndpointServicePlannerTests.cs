using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Domain.Tests.Provisioning;

namespace Portal.Domain.Tests.EndpointServices;

public sealed class EndpointServicePlannerTests
{
    [Fact]
    public void Whatever_AWS_says_the_plan_keeps_to_what_was_approved_and_to_the_rules() =>
        Property.Holds(ServiceObservations.Any, situation => ServicePlanRules.Plan(situation.Wanted, situation.Seen), cases: 3000);

    [Fact]
    public void The_same_want_and_the_same_observation_give_the_same_plan() =>
        Property.Holds(ServiceObservations.Any, situation => Assert.Equal(
            PlanRules.Text(EndpointServicePlanner.Plan(situation.Wanted, situation.Seen)),
            PlanRules.Text(EndpointServicePlanner.Plan(situation.Wanted with { Spec = situation.Wanted.Spec with { } }, situation.Seen with { }))));

    [Fact]
    public void An_observation_that_was_stored_gives_the_same_plan_as_before() =>
        Property.Holds(ServiceObservations.Any, situation =>
        {
            var stored = CanonicalJson.Bytes(situation.Seen);
            var read = CanonicalJson.Read<EndpointServiceObservation>(stored);

            Assert.Equal(stored, CanonicalJson.Bytes(read));
            Assert.Equal(
                PlanRules.Text(EndpointServicePlanner.Plan(situation.Wanted, situation.Seen)),
                PlanRules.Text(EndpointServicePlanner.Plan(situation.Wanted, read)));
        });

    [Fact]
    public void Every_life_of_a_service_comes_to_rest_where_it_should()
    {
        var ends = new HashSet<string>();
        Property.Holds(ServiceStory.Any, story =>
        {
            var life = ServiceLife.Live(story);
            life.ShouldBeAtRest();
            ends.Add(life.End);
        });

        // Otherwise the stories that were told prove too little.
        Assert.Equal(["Available", "Blocked", "Lost", "Withdrawn"], ends.Order());
    }

    [Fact]
    public void A_converged_service_needs_nothing() =>
        Property.Holds(ServiceStory.Any, story =>
        {
            var life = ServiceLife.Live(
                story with
                {
                    Acts = [],
                    Changes = [],
                    WithdrawAt = null,
                    ReleaseAt = ServiceStory.LastAct,
                    Fate = story.Fate with { BalancerEnds = LoadBalancerState.Active, ServiceEnds = ServiceConfigurationState.Available }
                });

            Assert.Equal(EndpointServiceStage.Available, life.Stage);
            Assert.Equal(
                (0, SyncState.InSync, null, null, null), (life.Last.Steps.Count, life.Last.Sync, life.Last.WaitingFor, life.Last.Blocked, life.Last.Mark));
        });

    [Theory]
    [InlineData(ServiceConfigurationState.Pending)]
    [InlineData(ServiceConfigurationState.Deleting)]
    [InlineData(ServiceConfigurationState.Deleted)]
    [InlineData(ServiceConfigurationState.Failed)]
    [InlineData(ServiceConfigurationState.Unknown)]
    public void A_service_is_called_available_only_when_AWS_calls_it_so(ServiceConfigurationState state)
    {
        var plan = EndpointServicePlanner.Plan(Publishing, Standing(state, LoadBalancerState.Active));

        Assert.Null(plan.Mark);
        Assert.Empty(plan.Steps);
        Assert.True(plan.WaitingFor is not null || plan.Blocked is not null);
    }

    [Theory]
    [InlineData(LoadBalancerState.Provisioning)]
    [InlineData(LoadBalancerState.Failed)]
    [InlineData(LoadBalancerState.Unknown)]
    public void A_service_is_called_available_only_when_its_load_balancer_works(LoadBalancerState state)
    {
        var plan = EndpointServicePlanner.Plan(Publishing, Standing(ServiceConfigurationState.Available, state));

        Assert.Null(plan.Mark);
        Assert.True(plan.WaitingFor is not null || plan.Blocked is not null);
    }

    [Fact]
    public void A_service_that_stands_is_called_available() =>
        Assert.Equal(
            EndpointServiceAction.MarkAvailable,
            EndpointServicePlanner.Plan(Publishing, Standing(ServiceConfigurationState.Available, LoadBalancerState.Active)).Mark);

    [Fact]
    public void A_withdrawn_service_waits_for_its_connections_before_anything_is_deleted()
    {
        var wanted = Publishing with { Stage = EndpointServiceStage.Withdrawing, Granted = [ServiceObservations.Principals[0]] };

        var plan = EndpointServicePlanner.Plan(wanted, Standing(ServiceConfigurationState.Available, LoadBalancerState.Active));

        Assert.Null(plan.NextReady);
        Assert.Equal(new Waiting(Party.Portal, "connections to the service are still being deleted"), plan.WaitingFor);
    }

    [Fact]
    public void A_withdrawn_service_waits_for_the_provider_while_foreign_endpoints_are_connected()
    {
        var seen = Standing(ServiceConfigurationState.Available, LoadBalancerState.Active) with
        {
            LiveConnections = [new("vpce-1", "999999999999", VpcEndpointState.Available, null, null)],
        };

        var plan = EndpointServicePlanner.Plan(Publishing with { Stage = EndpointServiceStage.Withdrawing }, seen);

        Assert.Null(plan.NextReady);
        Assert.Equal(Party.Provider, plan.WaitingFor!.Who);
    }

    [Fact]
    public void Listeners_of_one_port_and_another_protocol_are_told_apart()
    {
        var group = Samples.ServiceSpec().Listeners[0].TargetGroup;

        Assert.Equal(["443", "443-UDP"], new[] { "TCP", "UDP" }.Select(protocol => EndpointServicePlanner.Part(new ServiceListener(protocol, 443, group))));
    }

    [Fact]
    public void A_principals_part_is_short_and_stable() =>
        Assert.Equal("a244bd46433f56de", EndpointServicePlanner.Part("arn:aws:iam::222222222222:root"));

    private static EndpointServiceWanted Publishing { get; } = new(Samples.ServiceSpec(), EndpointServiceStage.Publishing, [], []);

    private static EndpointServiceObservation Standing(ServiceConfigurationState service, LoadBalancerState balancer) => new(
        Samples.Now,
        new(Presence.Present, new("arn:lb", "lb", balancer, null, Samples.ServiceSpec().Subnets)),
        Samples.ServiceSpec().Listeners.ToDictionary(EndpointServicePlanner.Part, listener => new Observed<ObservedTargetGroup>(Presence.Present, new(
            $"arn:tg/{listener.Port}", "tg",
            [.. listener.TargetGroup.Addresses.Select(target => new ObservedTarget(target.Id, target.Port, TargetHealthState.Healthy, null, null))]))),
        Samples.ServiceSpec().Listeners.ToDictionary(EndpointServicePlanner.Part, listener => new Observed<ObservedListener>(Presence.Present, new(
            $"arn:listener/{listener.Port}", listener.Protocol, listener.Port, $"arn:tg/{listener.Port}"))),
        new(
            Presence.Present,
            new("vpce-svc-1", "name", service, true, ["arn:lb"], [], Samples.ServiceSpec().PrivateDnsName, PrivateDnsNameState.Verified, null)),
        [], []);
}
