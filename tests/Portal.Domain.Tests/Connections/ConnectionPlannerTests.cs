using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Domain.Tests.Provisioning;

namespace Portal.Domain.Tests.Connections;

public sealed class ConnectionPlannerTests
{
    private static readonly ServiceFacts Ready = new(
        EndpointServiceStage.Available, "vpce-svc-1", "com.amazonaws.vpce.vpce-svc-1", true, "ledger.example.com", PrivateDnsNameState.Verified);

    [Fact]
    public void Whatever_AWS_says_the_plan_keeps_to_what_was_approved_and_to_the_rules() =>
        Property.Holds(ConnectionObservations.Any, situation => ConnectionPlanRules.Plan(situation.Wanted, situation.Seen), cases: 5000);

    [Fact]
    public void The_same_want_and_the_same_observation_give_the_same_plan_also_from_storage() =>
        Property.Holds(ConnectionObservations.Any, situation =>
        {
            var stored = CanonicalJson.Bytes(situation.Seen);
            var read = CanonicalJson.Read<ConnectionObservation>(stored);

            Assert.Equal(stored, CanonicalJson.Bytes(read));
            Assert.Equal(
                PlanRules.Text(ConnectionPlanner.Plan(situation.Wanted, situation.Seen)),
                PlanRules.Text(ConnectionPlanner.Plan(situation.Wanted with { }, read)));
        });

    [Fact]
    public void Every_life_of_a_connection_comes_to_rest_where_it_should()
    {
        var ends = new HashSet<string>();
        Property.Holds(
            ConnectionStory.Any,
            story =>
            {
                var life = ConnectionLife.Live(story);
                life.ShouldBeAtRest();
                ends.Add(life.End);
            },
            cases: 1000);

        // Otherwise the stories that were told prove too little.
        Assert.Equal(["Available", "Blocked", "Deleted", "Disconnected"], ends.Order());
    }

    [Fact]
    public void A_connection_that_nobody_disturbs_becomes_available_and_then_needs_nothing() =>
        Property.Holds(ConnectionStory.Any, story =>
        {
            var life = ConnectionLife.Live(
                story with { Acts = [], DeleteAt = null, Fate = story.Fate with { Ends = VpcEndpointState.Available, VerifiedAt = 3 } });

            Assert.Equal(ConnectionStage.Available, life.Stage);
            Assert.Equal(
                (0, SyncState.InSync, null, null, null), (life.Last.Steps.Count, life.Last.Sync, life.Last.WaitingFor, life.Last.Blocked, life.Last.Mark));
        });

    [Fact]
    public void A_preview_shows_the_whole_way_before_anything_exists()
    {
        var plan = Plan(
            ConnectionStage.Draft, new(Presence.NeverMade),
            service: new(EndpointServiceStage.Available, "vpce-svc-1", "name", false, null, PrivateDnsNameState.None));

        Assert.Equal(["endpoint.create", "connection.accept", "private-dns.enable"], plan.Steps.Select(step => step.Key.Text));
        Assert.Null(plan.NextReady);
        Assert.Equal(new Waiting(Party.Portal, "the service has to allow the consumer's account first"), plan.WaitingFor);
    }

    [Fact]
    public void What_the_providers_side_rejected_is_not_accepted_because_the_consumers_side_lags()
    {
        var plan = Plan(ConnectionStage.Provisioning, Endpoint(VpcEndpointState.PendingAcceptance), VpcEndpointState.Rejected);

        Assert.Null(plan.NextReady);
        Assert.NotNull(plan.WaitingFor);
    }

    [Fact]
    public void A_rejected_endpoint_is_accepted_again_when_a_person_asked_for_it()
    {
        var wanted = new ConnectionWanted(Samples.ConnectionSpec(), ConnectionStage.Provisioning, Reconnecting: true);

        var plan = ConnectionPlanner.Plan(wanted, new(Samples.Now, Ready, Endpoint(VpcEndpointState.Rejected), VpcEndpointState.Rejected));

        Assert.Equal(new AcceptConnectionCall("vpce-svc-1", "vpce-1"), plan.NextReady!.Call);
    }

    [Fact]
    public void What_is_rejected_again_after_it_was_accepted_again_is_not_accepted_once_more()
    {
        var wanted = new ConnectionWanted(Samples.ConnectionSpec(), ConnectionStage.Provisioning, Reconnecting: true, WasAcceptedAgain: true);

        var plan = ConnectionPlanner.Plan(wanted, new(Samples.Now, Ready, Endpoint(VpcEndpointState.Rejected), VpcEndpointState.Rejected));

        Assert.Equal(Party.Provider, plan.Blocked!.Owner);
        Assert.Null(plan.NextReady);
    }

    [Theory]
    [InlineData(VpcEndpointState.PendingAcceptance, true)]
    [InlineData(VpcEndpointState.Pending, true)]
    [InlineData(VpcEndpointState.Available, true)]
    [InlineData(VpcEndpointState.Rejected, false)]
    [InlineData(VpcEndpointState.Failed, false)]
    [InlineData(VpcEndpointState.Deleting, false)]
    [InlineData(null, false)]
    public void A_connection_that_is_cut_off_is_rejected_on_the_providers_side_and_keeps_its_endpoint(VpcEndpointState? providerSide, bool rejects)
    {
        foreach (var side in new[] { Party.Provider, Party.NetworkAdmin })
        {
            var wanted = new ConnectionWanted(Samples.ConnectionSpec(), ConnectionStage.CutOff, CutOffBy: side);

            var plan = ConnectionPlanner.Plan(wanted, new(Samples.Now, Ready, Endpoint(VpcEndpointState.Available), providerSide));

            Assert.Equal(rejects ? [new RejectConnectionCall("vpce-svc-1", "vpce-1")] : Array.Empty<StepCall>(), plan.Steps.Select(step => step.Call));
            Assert.Equal(rejects ? null : side, plan.WaitingFor?.Who);
            Assert.Null(plan.Mark);
        }
    }

    [Theory]
    [InlineData(VpcEndpointState.Available, true)]
    [InlineData(VpcEndpointState.Rejected, false)]
    [InlineData(null, false)]
    public void What_ends_is_rejected_on_the_providers_side_before_it_is_deleted(VpcEndpointState? providerSide, bool rejects)
    {
        foreach (var endpoint in new[] { Endpoint(VpcEndpointState.Available), new(Presence.Doubtful, null, "vpce-1") })
        {
            var plan = Plan(ConnectionStage.Deprovisioning, endpoint, providerSide);

            Assert.Equal(
                rejects ? [new RejectConnectionCall("vpce-svc-1", "vpce-1"), new DeleteEndpointCall("vpce-1")] : [new DeleteEndpointCall("vpce-1")],
                plan.Steps.Select(step => step.Call));
            Assert.All(plan.Steps, step => Assert.True(step.IsReady));
        }
    }

    [Fact]
    public void A_subnet_that_is_put_back_keeps_its_fixed_address()
    {
        var spec = Samples.ConnectionSpec() with
        {
            Subnets = [new("subnet-0aaaaaaaaaaaaaaa1", "use1-az1", "10.0.1.20"), new(
            "subnet-0aaaaaaaaaaaaaaa2", "use1-az2", "10.0.2.20")]
        };
        var changed = Endpoint(VpcEndpointState.Available, dns: true).Value! with { SubnetIds = ["subnet-0aaaaaaaaaaaaaaa1"] };

        var plan = ConnectionPlanner.Plan(new(spec, ConnectionStage.Available), new(Samples.Now, Ready, new(Presence.Present, changed), null));

        var call = Assert.IsType<ModifyEndpointCall>(plan.NextReady!.Call);
        Assert.Equal(["subnet-0aaaaaaaaaaaaaaa2"], call.AddSubnetIds);
        Assert.Equal([new EndpointSubnet("subnet-0aaaaaaaaaaaaaaa2", "10.0.2.20")], call.FixedAddresses);
    }

    [Fact]
    public void The_portal_waits_for_a_consumer_who_makes_the_endpoint_themselves()
    {
        foreach (var sight in new[] { Presence.NeverMade, Presence.Gone })
        {
            var plan = Plan(ConnectionStage.AwaitingConsumer, new(sight));

            Assert.Empty(plan.Steps);
            Assert.Equal(Party.Consumer, plan.WaitingFor!.Who);
        }
    }

    [Fact]
    public void An_endpoint_that_the_consumer_has_to_delete_is_never_made_again()
    {
        Assert.Equal(Party.Consumer, Plan(ConnectionStage.AwaitingConsumerDelete, Endpoint(VpcEndpointState.Rejected)).WaitingFor!.Who);
        Assert.Equal(ConnectionAction.MarkDeleted, Plan(ConnectionStage.AwaitingConsumerDelete, new(Presence.Gone)).Mark);
        Assert.Empty(Plan(ConnectionStage.AwaitingConsumerDelete, new(Presence.Gone)).Steps);
    }

    [Fact]
    public void A_connection_that_has_ended_plans_nothing()
    {
        foreach (var stage in Enum.GetValues<ConnectionStage>().Where(ConnectionLifecycle.IsFinal))
        {
            Assert.Equal(
                (0, null, null),
                (Plan(stage, new(Presence.NeverMade)).Steps.Count, Plan(stage, new(Presence.Gone)).Mark, Plan(
                    stage, Endpoint(VpcEndpointState.Available)).NextReady));
        }
    }

    [Fact]
    public void Private_DNS_that_nobody_approved_is_shown_as_drift()
    {
        var spec = Samples.ConnectionSpec() with { PrivateDns = false };

        var plan = ConnectionPlanner.Plan(new(spec, ConnectionStage.Available), new(Samples.Now, Ready, Endpoint(VpcEndpointState.Available, dns: true), null));

        Assert.Equal((SyncState.Drifted, 0), (plan.Sync, plan.Steps.Count));
    }

    [Fact]
    public void A_changed_endpoint_is_set_back_to_what_was_approved()
    {
        var changed =
            Endpoint(VpcEndpointState.Available, dns: true).Value! with
            {
                SubnetIds = ["subnet-0aaaaaaaaaaaaaaa1", "subnet-foreign"],
                SecurityGroupIds = ["sg-foreign", "sg-0bbbbbbbbbbbbbbb1"]
            };

        var call = Assert.IsType<ModifyEndpointCall>(Plan(ConnectionStage.Available, new(Presence.Present, changed)).NextReady!.Call);

        Assert.Equal(["subnet-0aaaaaaaaaaaaaaa2"], call.AddSubnetIds);
        Assert.Equal(["subnet-foreign"], call.RemoveSubnetIds);
        Assert.Equal(["sg-0bbbbbbbbbbbbbbb2"], call.AddSecurityGroupIds);
        Assert.Equal(["sg-foreign"], call.RemoveSecurityGroupIds);
    }

    [Fact]
    public void A_working_endpoint_is_available_though_the_provider_has_not_proved_the_name_yet()
    {
        var plan = Plan(
            ConnectionStage.Provisioning, Endpoint(VpcEndpointState.Available),
            service: Ready with { PrivateDnsNameState = PrivateDnsNameState.PendingVerification });

        Assert.Equal(ConnectionAction.MarkAvailable, plan.Mark);
        Assert.Equal(new Waiting(Party.Provider, "prove that ledger.example.com is yours"), plan.WaitingFor);
    }

    private static Plan<ConnectionAction> Plan(
        ConnectionStage stage, Observed<ObservedEndpoint> endpoint, VpcEndpointState? providerSide = null, ServiceFacts? service = null) =>
        ConnectionPlanner.Plan(new(Samples.ConnectionSpec(), stage), new(Samples.Now, service ?? Ready, endpoint, providerSide));

    private static Observed<ObservedEndpoint> Endpoint(VpcEndpointState state, bool dns = false) => new(Presence.Present, new(
        "vpce-1", state, $"{state}", Samples.ConnectionSpec().VpcId!, "com.amazonaws.vpce.vpce-svc-1",
        [.. Samples.ConnectionSpec().Subnets.Select(subnet => subnet.SubnetId)], Samples.ConnectionSpec().SecurityGroupIds, dns, [], [], Samples.Now, null));
}
