using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Connections;

/// <summary>An endpoint that somebody has made by hand is touched only while it is exactly what people approved.</summary>
public sealed class AdoptionPlannerTests
{
    private const string Id = "vpce-0a1b2c3d4e5f60718";

    private static readonly ServiceFacts Ready = new(
        EndpointServiceStage.Available, "vpce-svc-1", "com.amazonaws.vpce.vpce-svc-1", true, null, PrivateDnsNameState.None);

    private static readonly ObservedEndpoint ByHand = new(
        Id, VpcEndpointState.PendingAcceptance, "pendingAcceptance", "vpc-0a1b2c3d4e5f60718", "com.amazonaws.vpce.vpce-svc-1",
        ["subnet-0aaaaaaaaaaaaaaa1", "subnet-0aaaaaaaaaaaaaaa2"], ["sg-0bbbbbbbbbbbbbbb2", "sg-0bbbbbbbbbbbbbbb1"], false, [],
        [
            new("eni-2", "use1-az2", "subnet-0aaaaaaaaaaaaaaa2", "10.20.2.17"), new("eni-1", "use1-az1", "subnet-0aaaaaaaaaaaaaaa1", "10.20.1.9"),
        ],
        Samples.Now, null, "222222222222")
    {
        Tags = new Dictionary<string, string> { ["Name"] = "payments", ["aws:cloudformation:stack-name"] = "net" },
    };

    private static readonly ConnectionSpec Spec = AdoptedEndpoint.SpecOf(
        ByHand, Samples.ServiceId, new("111111111111", "us-east-1"), new("222222222222", "us-east-1"), null);

    public static TheoryData<ConnectionStage> Stages => [.. Enum.GetValues<ConnectionStage>()];

    [Fact]
    public void The_spec_wants_exactly_what_is_there_and_keeps_the_tags_that_it_has()
    {
        Assert.Equal(
            [new("subnet-0aaaaaaaaaaaaaaa1", "use1-az1", "10.20.1.9"), new ConnectionSubnet("subnet-0aaaaaaaaaaaaaaa2", "use1-az2", "10.20.2.17")],
            Spec.Subnets);
        Assert.Equal(["sg-0bbbbbbbbbbbbbbb1", "sg-0bbbbbbbbbbbbbbb2"], Spec.SecurityGroupIds);
        Assert.Equal((Id, false, "vpc-0a1b2c3d4e5f60718"), (Spec.AdoptedEndpointId, Spec.SelfManaged, Spec.VpcId));
        Assert.Equal([new("Name", "payments")], AdoptedEndpoint.TagsOf(ByHand));
        var read = CanonicalJson.Read<ConnectionSpec>(CanonicalJson.Bytes(Spec));
        Assert.Equal(Spec, read with { Subnets = Spec.Subnets, SecurityGroupIds = Spec.SecurityGroupIds });
    }

    [Fact]
    public void What_people_approve_is_that_endpoint_as_it_stands_and_no_other_one_is_made()
    {
        var effects = ConnectionEffects.Of(Spec).Ordered;

        Assert.Equal(
            ["connection.accept", "connection.reject", "endpoint.adopt", "endpoint.delete", "endpoint.modify", "principal.allow"],
            effects.Select(effect => effect.Step));
        var adopt = effects.Single(effect => effect.Step == "endpoint.adopt");
        Assert.Equal(
            $"endpoint={Id};service={Samples.ServiceId};subnets=subnet-0aaaaaaaaaaaaaaa1@10.20.1.9,subnet-0aaaaaaaaaaaaaaa2@10.20.2.17;"
                + "groups=sg-0bbbbbbbbbbbbbbb1,sg-0bbbbbbbbbbbbbbb2",
            adopt.Detail);
        Assert.NotEqual(ConnectionEffects.Of(Spec).PlanHash, ConnectionEffects.Of(Spec with { AdoptedEndpointId = "vpce-0ffffffffffffffff" }).PlanHash);
        Assert.NotEqual(ConnectionEffects.Of(Spec).PlanHash, ConnectionEffects.Of(Spec with { AdoptedEndpointId = null }).PlanHash);
    }

    [Fact]
    public void Its_tags_come_before_everything_else()
    {
        var plan = Plan(ByHand, TagOwner.Nobody);

        Assert.Equal(["endpoint.adopt", "connection.accept"], plan.Steps.Select(step => step.Key.Text));
        Assert.Equal(new AdoptEndpointCall(Id, false), plan.NextReady!.Call);
        Assert.Single(plan.Steps, step => step.IsReady);
    }

    [Fact]
    public void One_that_somebody_accepted_already_is_only_tagged() => Assert.Equal(
        ["endpoint.adopt"],
        Plan(ByHand with { State = VpcEndpointState.Available }, TagOwner.Nobody).Steps.Select(step => step.Key.Text));

    [Fact]
    public void Once_it_is_taken_over_it_goes_on_like_any_other()
    {
        var plan = Plan(ByHand, TagOwner.ThisConnection, isToBeAdopted: false, providerSide: VpcEndpointState.PendingAcceptance);

        Assert.Equal("connection.accept", plan.NextReady!.Key.Text);
        Assert.Equal(
            ConnectionAction.MarkAvailable,
            Plan(ByHand with { State = VpcEndpointState.Available }, TagOwner.ThisConnection, isToBeAdopted: false).Mark);
    }

    [Fact]
    public void Whatever_it_is_that_was_not_approved_stops_it_before_the_first_call_with_a_way_out()
    {
        (ObservedEndpoint? Seen, TagOwner? Owner, string Says, WayOut WayOut)[] cases =
        [
            (null, null, "it was deleted", WayOut.DeleteConnection),
            (ByHand with { State = VpcEndpointState.Deleting }, TagOwner.Nobody, "it was deleted", WayOut.DeleteConnection),
            (ByHand with { State = VpcEndpointState.Failed, StateText = "failed" }, TagOwner.Nobody, "failed", WayOut.DeleteConnection),
            (ByHand with { State = VpcEndpointState.Rejected }, TagOwner.Nobody, "was rejected on the provider's side", WayOut.EndpointServices),
            (ByHand, TagOwner.Other, "carries the tags of another connection", WayOut.Endpoints),
            (ByHand, TagOwner.Unknown, "carries the tags of another connection", WayOut.Endpoints),
            (ByHand with { SubnetIds = ["subnet-0aaaaaaaaaaaaaaa1"] }, TagOwner.Nobody, "subnet-0aaaaaaaaaaaaaaa2 (use1-az2) at 10.20.2.17 was approved",
                WayOut.Endpoints),
            (ByHand with { SecurityGroupIds = [.. ByHand.SecurityGroupIds, "sg-0ccccccccccccccc1"] }, TagOwner.Nobody, "sg-0ccccccccccccccc1 is there",
                WayOut.Endpoints),
            (ByHand with { PrivateDnsEnabled = true }, TagOwner.Nobody, "private DNS is on", WayOut.Endpoints),
        ];
        foreach (var one in cases)
        {
            var plan = Plan(one.Seen, one.Owner);

            Assert.Contains(one.Says, plan.Blocked!.Cause, StringComparison.Ordinal);
            Assert.Equal((0, one.WayOut), (plan.Steps.Count, plan.Blocked.WayOut));
        }
    }

    [Fact]
    public void While_its_tags_are_not_known_nothing_is_done() => Assert.Equal(
        (null, Party.Aws), (Plan(ByHand, null).NextReady, Plan(ByHand, null).WaitingFor!.Who));

    [Theory]
    [MemberData(nameof(Stages))]
    public void In_no_stage_is_anything_but_tags_and_a_rejection_sent_for_what_is_not_taken_over_yet(ConnectionStage stage)
    {
        foreach (var state in Enum.GetValues<VpcEndpointState>())
        {
            foreach (var owner in new TagOwner?[] { null, TagOwner.Nobody, TagOwner.Other })
            {
                var plan = Plan(ByHand with { State = state, StateText = state.ToString() }, owner, stage: stage, providerSide: state);

                Assert.All(plan.Steps.Where(step => step.IsReady), step => Assert.Contains(step.Key.Text, new[] { "endpoint.adopt", "connection.reject" }));
                Assert.True(owner == TagOwner.Nobody || plan.Steps.All(step => step.Key.Text != "endpoint.adopt"));
            }
        }
    }

    [Fact]
    public void Whoever_deletes_the_connection_before_leaves_the_endpoint_as_it_is()
    {
        var plan = Plan(ByHand, TagOwner.Nobody, stage: ConnectionStage.Deprovisioning);
        Assert.Equal((0, ConnectionAction.MarkDeleted), (plan.Steps.Count, plan.Mark));

        var sent = Plan(ByHand, TagOwner.Nobody, stage: ConnectionStage.Deprovisioning, unresolved: true);
        Assert.Equal((0, null, Party.Portal), (sent.Steps.Count, sent.Mark, sent.WaitingFor!.Who));
    }

    [Fact]
    public void Whoever_deletes_it_afterwards_deletes_the_endpoint() => Assert.Contains(
        "endpoint.delete",
        Plan(
            ByHand with { State = VpcEndpointState.Available }, TagOwner.ThisConnection, stage: ConnectionStage.Deprovisioning, isToBeAdopted: false,
            providerSide: VpcEndpointState.Rejected).Steps.Select(step => step.Key.Text));

    [Fact]
    public void One_that_is_gone_is_not_made_again()
    {
        foreach (var stage in new[] { ConnectionStage.Provisioning, ConnectionStage.CutOff, ConnectionStage.Disconnected })
        {
            var plan = Plan(null, null, stage: stage, isToBeAdopted: false, gone: true);

            Assert.Empty(plan.Steps);
        }

        Assert.Equal(WayOut.DeleteConnection, Plan(null, null, isToBeAdopted: false, gone: true).Blocked!.WayOut);
        Assert.StartsWith(
            "delete the connection", Plan(null, null, stage: ConnectionStage.Disconnected, isToBeAdopted: false, gone: true).WaitingFor!.What,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_takes_something_over_is_not_rewritten_into_another_one()
    {
        var connection = Samples.Connection(Spec);
        Assert.Equal(Id, connection.VpcEndpointId);
        connection.Submit(Samples.ReviewId, Samples.Now);
        connection.RequestChanges("Another group.", Samples.Now);

        Assert.Throws<DomainException>(() => connection.Revise(new(Samples.ConnectionSpec(), "Billing", new Dictionary<string, string>(), null)));
    }

    [Fact]
    public void Tags_tell_whose_an_endpoint_is()
    {
        var (installation, connection) = (Guid.CreateVersion7(Samples.Now), Samples.ReviewId);
        Dictionary<string, string> own = new()
        {
            [PortalTags.Installation] = installation.ToString(),
            [PortalTags.Connection] = connection.ToString(),
            ["Name"] = "x",
        };

        Assert.Equal(TagOwner.Nobody, EndpointOwner.Of(new Dictionary<string, string> { ["Name"] = "x" }, installation, connection));
        Assert.Equal(TagOwner.ThisConnection, EndpointOwner.Of(own, installation, connection));
        Assert.Equal(TagOwner.Other, EndpointOwner.Of(own, installation, null));
        Assert.Equal(TagOwner.Other, EndpointOwner.Of(own, Guid.CreateVersion7(Samples.Now), connection));
        Assert.Equal(TagOwner.Other, EndpointOwner.Of(own, installation, Samples.ServiceId));
        Assert.Equal(TagOwner.Other, EndpointOwner.Of(new Dictionary<string, string> { [PortalTags.Service] = "x" }, installation, connection));
    }

    private static Plan<ConnectionAction> Plan(
        ObservedEndpoint? seen, TagOwner? owner, ConnectionStage stage = ConnectionStage.Provisioning, bool isToBeAdopted = true,
        VpcEndpointState? providerSide = null, bool unresolved = false, bool gone = false) => ConnectionPlanner.Plan(
        new(Spec, stage, CreateUnresolved: unresolved, Tags: AdoptedEndpoint.TagsOf(ByHand)) { IsToBeAdopted = isToBeAdopted },
        new(
            Samples.Now, Ready, seen is null ? new(gone ? Presence.Gone : Presence.NeverMade) : new(Presence.Present, seen, seen.VpcEndpointId), providerSide,
            TagOwner: owner));
}
