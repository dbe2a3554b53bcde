using System.Text;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Domain.Tests;

/// <summary>What a newer version of the portal has stored, met by this one while both are at work.</summary>
public sealed class NewerVersionTests
{
    private static readonly StepKey Foreign = new("security-group.create");

    public static TheoryData<string> Unreadable =>
    [
        "", "null", "{}", "[]", "\"text\"", "7",
        """{"everyone":true}""", """{"accountIds":[],"everyone":"yes","teamIds":[]}""", """{"accountIds":[],"everyone":null,"teamIds":[]}""",
        """{"accountIds":[null],"everyone":true,"teamIds":[]}""", """{"accountIds":[],"everyone":true,"exceptTeamIds":[],"teamIds":[]}""",
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Half_of_what_is_wanted_is_not_read_as_the_whole(string stored) =>
        Assert.Null(CanonicalJson.TryRead<Audience>(Encoding.UTF8.GetBytes(stored), whole: true));

    [Fact]
    public void What_was_only_seen_is_read_without_the_members_that_this_version_does_not_know() =>
        Assert.Equal(2, CanonicalJson.TryRead<StepSample>("""{"name":"a","newer":{"x":[1]},"number":2}"""u8)?.Number);

    [Fact]
    public void A_member_that_may_be_absent_or_has_a_value_of_its_own_may_be_missing()
    {
        var read = CanonicalJson.TryRead<ConnectionSpec>(CanonicalJson.Bytes(Samples.ConnectionSpec() with { EndsAt = null }), whole: true)!;

        Assert.Equal((null, false), (read.EndsAt, read.SelfManaged));
        Assert.Equal(Samples.ConnectionSpec().Subnets, read.Subnets);
    }

    [Fact]
    public void A_call_that_only_a_newer_version_makes_is_not_read_as_another() =>
        Assert.Null(CanonicalJson.TryRead<StepRequest>("""{"call":{"$call":"createSecurityGroup","vpcId":"vpc-1"},"tags":{},"token":"t"}"""u8, whole: true));

    [Fact]
    public void A_stage_that_is_unknown_is_neither_wanted_nor_over_nor_looked_after_and_nothing_leads_out_of_it()
    {
        Assert.False(
            ConnectionLifecycle.IsWanted(ConnectionStage.Unknown) || ConnectionLifecycle.IsFinal(ConnectionStage.Unknown)
                || ConnectionLifecycle.IsReconciled(ConnectionStage.Unknown));
        Assert.False(
            EndpointServiceLifecycle.IsWanted(EndpointServiceStage.Unknown) || EndpointServiceLifecycle.IsFinal(EndpointServiceStage.Unknown)
                || EndpointServiceLifecycle.IsReconciled(EndpointServiceStage.Unknown));
        Assert.DoesNotContain(Enum.GetValues<ConnectionAction>(), action => ConnectionLifecycle.Allows(ConnectionStage.Unknown, action));
        Assert.DoesNotContain(Enum.GetValues<EndpointServiceAction>(), action => EndpointServiceLifecycle.Allows(EndpointServiceStage.Unknown, action));
        Assert.DoesNotContain(Enum.GetValues<AccountAction>(), action => AccountLifecycle.Moves.ContainsKey((AccountStage.Unknown, action)));
        Assert.DoesNotContain(ConnectionStage.Unknown, ConnectionLifecycle.Moves.Values);
        Assert.DoesNotContain(EndpointServiceStage.Unknown, EndpointServiceLifecycle.Moves.Values);
        Assert.DoesNotContain(AccountStage.Unknown, AccountLifecycle.Moves.Values);
    }

    [Fact]
    public void Nothing_is_planned_from_a_stage_that_is_unknown()
    {
        var facts = new ServiceFacts(EndpointServiceStage.Available, "vpce-svc-1", "name", true, null, PrivateDnsNameState.None);
        Assert.Equal(
            new Plan<ConnectionAction>([], SyncState.Unknown).Sync,
            ConnectionPlanner.Plan(new(Samples.ConnectionSpec(), ConnectionStage.Unknown), new(Samples.Now, facts, new(Presence.NeverMade), null)).Sync);
        foreach (var stage in new[] { ConnectionStage.Provisioning, ConnectionStage.Available })
        {
            var plan = ConnectionPlanner.Plan(
                new(Samples.ConnectionSpec(), stage), new(Samples.Now, facts with { Stage = EndpointServiceStage.Unknown }, new(Presence.NeverMade), null));
            Assert.Null(plan.NextReady);
            Assert.Equal(Party.Operator, plan.WaitingFor?.Who);
        }
    }

    [Fact]
    public void Nobody_changes_a_connection_of_which_this_version_cannot_read_everything()
    {
        var connection = Samples.Connection(ConnectionSpec.Unreadable);
        Action<Connection>[] verbs =
        [
            one => one.Submit(Samples.ReviewId, Samples.Now), one => one.Withdraw(null, Samples.Now), one => one.Announce(), one => one.Identify("vpce-1"),
            one => one.Describe("why", new Dictionary<string, string>(), null),
        ];

        Assert.All(verbs, verb => Assert.Throws<UnreadableException>(() => verb(connection)));

        Assert.Equal((ConnectionStage.Draft, 0), (connection.Stage, connection.Version));
    }

    [Fact]
    public void Nobody_changes_a_service_of_which_this_version_cannot_read_everything()
    {
        foreach (var draft in new[]
        {
            Samples.ServiceDraft() with { Spec = EndpointServiceSpec.Unreadable }, Samples.ServiceDraft() with { Visibility = Audience.Unreadable },
            Samples.ServiceDraft() with { AutoApproval = Audience.Unreadable }, Samples.ServiceDraft() with { Tags = UnreadableTags.Value },
        })
        {
            Assert.Throws<UnreadableException>(() => EndpointService.Publish(Samples.ProviderTeam, draft, Samples.Now));
        }
    }

    [Fact]
    public void Nobody_decides_on_a_review_that_this_version_cannot_read()
    {
        var effects = Samples.Connection().Effects;
        var review = Review.Open(
            ReviewPurpose.Unknown, Samples.ServiceId, Samples.ConsumerTeam, Samples.ProviderTeam, 1, effects, [new("Network admins", null, 1)],
            Samples.Consumer(), Samples.Now);
        var levels = Review.Open(
            ReviewPurpose.Connect, Samples.ServiceId, Samples.ConsumerTeam, Samples.ProviderTeam, 1, effects, Review.UnreadableLevels, Samples.Consumer(),
            Samples.Now);

        Assert.All(
            [review, levels],
            one => Assert.Throws<DomainException>(
                () => one.Decide(Samples.NetworkAdmin(), SubjectAuthors.None, ReviewVerdict.Approve, null, one.PlanHash, Samples.Now)));
        Assert.Equal(("purpose", "levels"), (review.Unreadable, levels.Unreadable));
    }

    [Fact]
    public void A_list_of_VPCs_that_this_version_cannot_read_lets_nobody_in()
    {
        Assert.True(new AccountGrant("111111111111", Samples.ConsumerTeam, []).Covers("vpc-1"));
        Assert.False(new AccountGrant("111111111111", Samples.ConsumerTeam, AccountGrant.UnreadableVpcIds).Covers("vpc-1"));
    }

    [Fact]
    public void What_a_newer_version_made_keeps_this_one_from_the_end()
    {
        Assert.Null(StepDefinitions.Find(Foreign));
        Assert.True(History(Foreign, OperationOutcome.Succeeded).HasUnresolvedCreate);
        Assert.True(History(Foreign, OperationOutcome.Unknown).HasUnresolvedCreate);
        Assert.False(History(Foreign, OperationOutcome.NeverHappened).HasUnresolvedCreate);
        Assert.False(History(DeleteEndpointStep.Definition.Key(), OperationOutcome.Unknown).HasUnresolvedCreate);
    }

    [Fact]
    public void A_step_of_which_only_a_newer_version_knows_what_came_is_not_taken_again_nor_is_its_opposite()
    {
        var history = History(CreateEndpointStep.Definition.Key(), OperationOutcome.Unknown);

        Assert.NotNull(history.BlockedBy(CreateEndpointStep.Definition.Key(), Samples.Now.AddYears(1)));
        Assert.NotNull(history.BlockedBy(DeleteEndpointStep.Definition.Key(), Samples.Now));
        Assert.True(history.HasUnresolvedCreate);
    }

    private static OperationHistory History(StepKey key, OperationOutcome outcome) =>
        new([new(Samples.ServiceId, key, 1, outcome, Samples.Now, Samples.Now, null, null)]);

    private sealed record StepSample(string Name, int Number);
}
