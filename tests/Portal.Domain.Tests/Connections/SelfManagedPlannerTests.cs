using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Domain.Tests.Provisioning;

namespace Portal.Domain.Tests.Connections;

public sealed class SelfManagedPlannerTests
{
    private const string Id = "vpce-1";

    private static readonly ServiceFacts Ready = new(
        EndpointServiceStage.Available, "vpce-svc-1", "com.amazonaws.vpce.vpce-svc-1", true, null, PrivateDnsNameState.None);

    [Fact]
    public void Whatever_AWS_says_the_plan_touches_only_the_providers_side_and_only_the_endpoint_that_counts() =>
        Property.Holds(SelfManagedObservations.Any, situation => SelfManagedPlanRules.Plan(situation.Wanted, situation.Seen), cases: 5000);

    [Fact]
    public void The_same_observation_gives_the_same_plan_also_from_storage() =>
        Property.Holds(SelfManagedObservations.Any, situation =>
        {
            var read = CanonicalJson.Read<ConnectionObservation>(CanonicalJson.Bytes(situation.Seen));

            Assert.Equal(
                PlanRules.Text(ConnectionPlanner.Plan(situation.Wanted, situation.Seen)), PlanRules.Text(ConnectionPlanner.Plan(situation.Wanted, read)));
        });

    [Fact]
    public void Every_life_comes_to_rest_with_nothing_connected_but_what_should_be()
    {
        var ends = new HashSet<string>();
        Property.Holds(
            SelfManagedStory.Any,
            story =>
            {
                var life = SelfManagedLife.Live(story);
                life.ShouldBeAtRest();
                ends.Add(life.End);
            },
            cases: 1000);

        // Otherwise the stories that were told prove too little.
        Assert.Equal(["Available", "AwaitingConsumer", "AwaitingConsumerDelete", "Blocked", "Deleted", "Disconnected", "Provisioning"], ends.Order());
    }

    [Fact]
    public void A_preview_shows_the_acceptance_and_who_has_to_create_the_endpoint()
    {
        var plan = Plan(ConnectionStage.Draft, null);

        Assert.Equal(["connection.accept"], plan.Steps.Select(step => step.Key.Text));
        Assert.Null(plan.NextReady);
        Assert.Equal(
            new Waiting(Party.Consumer, "create an interface endpoint to com.amazonaws.vpce.vpce-svc-1 in your account and enter its id"), plan.WaitingFor);
    }

    [Fact]
    public void The_consumer_is_asked_only_when_the_service_allows_their_account()
    {
        var early = Plan(ConnectionStage.Provisioning, null, Ready with { PrincipalAllowed = false });
        var ready = Plan(ConnectionStage.Provisioning, null);

        Assert.Equal((null, Party.Portal), (early.Mark, early.WaitingFor!.Who));
        Assert.Equal(ConnectionAction.AwaitConsumer, ready.Mark);
    }

    [Fact]
    public void Exactly_the_endpoint_that_was_brought_is_accepted()
    {
        var step = Plan(ConnectionStage.Provisioning, Registered(VpcEndpointState.PendingAcceptance)).NextReady!;

        Assert.Equal(new AcceptConnectionCall("vpce-svc-1", Id), step.Call);
        Assert.Equal("connection.accept/vpce-1", step.Key.Text);
    }

    [Theory]
    [InlineData(SelfManagedObservations.Stranger, "us-east-1")]
    [InlineData("222222222222", "ap-south-1")]
    public void An_endpoint_of_another_account_or_region_is_never_accepted_and_nobody_learns_whose_it_is(string owner, string region)
    {
        var plan = Plan(ConnectionStage.Provisioning, Registered(VpcEndpointState.PendingAcceptance, owner, region));

        Assert.Null(plan.NextReady);
        Assert.Equal(Party.Consumer, plan.Blocked!.Owner);
        Assert.Equal("vpce-1 is not an endpoint of account 222222222222 in us-east-1", plan.Blocked.Cause);
    }

    [Fact]
    public void An_endpoint_that_AWS_never_showed_is_asked_for_again_in_words_and_keeps_its_turn()
    {
        var soon = Plan(ConnectionStage.Provisioning, new(Id, Samples.Now, false, new(Presence.NotYetVisible)));
        var late = Plan(ConnectionStage.Provisioning, new(Id, Samples.Now, false, new(Presence.Gone)));

        Assert.Equal((null, Party.Aws), (soon.Mark, soon.WaitingFor!.Who));
        Assert.Equal((null, Party.Consumer), (late.Mark, late.WaitingFor!.Who));
        Assert.Contains("enter the right id", late.WaitingFor.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Deleting_cuts_the_endpoint_off_and_then_waits_for_its_owner()
    {
        Assert.Equal(new RejectConnectionCall("vpce-svc-1", Id), Plan(ConnectionStage.Deprovisioning, Registered(VpcEndpointState.Available)).NextReady!.Call);
        Assert.Equal(ConnectionAction.MarkAwaitingConsumerDelete, Plan(ConnectionStage.Deprovisioning, Registered(VpcEndpointState.Rejected)).Mark);
        Assert.Equal(
            new Waiting(Party.Consumer, "delete vpce-1 in account 222222222222; AWS bills it until then"),
            Plan(ConnectionStage.AwaitingConsumerDelete, Registered(VpcEndpointState.Rejected)).WaitingFor);
        Assert.Equal(ConnectionAction.MarkDeleted, Plan(ConnectionStage.AwaitingConsumerDelete, Registered(VpcEndpointState.Deleted)).Mark);
        Assert.Null(Plan(ConnectionStage.AwaitingConsumerDelete, new(Id, Samples.Now, true, new(Presence.Doubtful))).Mark);
    }

    [Fact]
    public void Deleting_leaves_alone_what_is_somebody_elses()
    {
        var plan = Plan(ConnectionStage.Deprovisioning, Registered(VpcEndpointState.Available, SelfManagedObservations.Stranger));

        Assert.Equal((0, ConnectionAction.MarkDeleted), (plan.Steps.Count, plan.Mark));
    }

    [Fact]
    public void An_endpoint_that_was_accepted_before_another_took_its_place_is_cut_off_first()
    {
        var plan = ConnectionPlanner.Plan(
            new(Samples.SelfManagedSpec(), ConnectionStage.Provisioning),
            Observation(Registered(VpcEndpointState.Available), Ready) with { SupersededIds = ["vpce-0"] });

        Assert.Equal(new RejectConnectionCall("vpce-svc-1", "vpce-0"), plan.NextReady!.Call);
        Assert.Null(plan.Mark);
    }

    private static Plan<ConnectionAction> Plan(ConnectionStage stage, RegisteredEndpoint? registered, ServiceFacts? service = null) =>
        SelfManagedPlanRules.Plan(new(Samples.SelfManagedSpec(), stage), Observation(registered, service ?? Ready));

    private static ConnectionObservation Observation(RegisteredEndpoint? registered, ServiceFacts service) =>
        new(Samples.Now, service, new(Presence.NeverMade), null, registered);

    private static RegisteredEndpoint Registered(VpcEndpointState state, string owner = "222222222222", string region = "us-east-1") =>
        new(Id, Samples.Now, true, new(Presence.Present, new(Id, owner, state, region, Samples.Now)));
}
