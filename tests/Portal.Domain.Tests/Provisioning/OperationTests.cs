using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class OperationTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    private static readonly StepKey Create = CreateEndpointStep.Definition.Key();

    private static readonly StepKey Delete = DeleteEndpointStep.Definition.Key();

    [Fact]
    public void An_operation_that_was_only_written_down_is_not_unresolved()
    {
        var intent = Of(Create) with { LastSentAt = null };

        Assert.Equal((false, false), (intent.IsUnresolved, intent.MayStillArrive(Now)));
    }

    [Fact]
    public void What_was_sent_and_not_answered_may_still_arrive_while_its_signature_lives()
    {
        var sent = Of(Create);

        Assert.True(sent.IsUnresolved);
        Assert.True(sent.MayStillArrive(Now));
        Assert.True(sent.MayStillArrive(Now + TimeSpan.FromMinutes(16) - TimeSpan.FromTicks(1)));
        Assert.False(sent.MayStillArrive(Now + TimeSpan.FromMinutes(16)));
        Assert.True(sent.IsUnresolved);
    }

    [Fact]
    public void What_it_made_may_come_into_sight_later_than_it_may_arrive()
    {
        var sent = Of(Create);

        Assert.True(sent.MayStillAppear(Now + TimeSpan.FromMinutes(21) - TimeSpan.FromTicks(1)));
        Assert.False(sent.MayStillAppear(Now + TimeSpan.FromMinutes(21)));
    }

    [Fact]
    public void A_creation_by_token_is_not_sent_again_once_AWS_may_have_forgotten_the_token()
    {
        var late = Now + Operation.TokenLife;

        Assert.Null(History(Of(Create)).TokenExpired(Create, late - TimeSpan.FromTicks(1)));
        Assert.NotNull(History(Of(Create)).TokenExpired(Create, late));
        Assert.NotNull(History(Of(Create) with { LastSentAt = late }).TokenExpired(Create, late));
        Assert.Null(History(Of(Create) with { Outcome = OperationOutcome.NeverHappened }).TokenExpired(Create, late));
        Assert.Null(History(Of(Create) with { LastSentAt = null }).TokenExpired(Create, late));
        // A name keeps a second object away for ever.
        Assert.Null(History(Of(CreateLoadBalancerStep.Definition.Key())).TokenExpired(CreateLoadBalancerStep.Definition.Key(), late));
    }

    [Theory]
    [InlineData(OperationOutcome.Succeeded)]
    [InlineData(OperationOutcome.NeverHappened)]
    [InlineData(OperationOutcome.Lapsed)]
    public void What_was_answered_can_no_longer_arrive(OperationOutcome outcome)
    {
        var answered = Of(Create) with { Outcome = outcome };

        Assert.Equal((false, false), (answered.IsUnresolved, answered.MayStillArrive(Now)));
    }

    [Fact]
    public void The_latest_operation_of_a_step_is_the_one_of_the_highest_generation()
    {
        var history = History(Of(Create, 2), Of(Create, 1), Of(Delete, 7));

        Assert.Equal(2, history.Latest(Create)!.Generation);
        Assert.Null(history.Latest(ModifyEndpointStep.Definition.Key()));
        Assert.Null(OperationHistory.Empty.Latest(Create));
    }

    [Fact]
    public void Steps_of_one_type_are_told_apart_by_their_part()
    {
        var history = History(Of(AllowPrincipalStep.Definition.Key("a")));

        Assert.NotNull(history.Latest(AllowPrincipalStep.Definition.Key("a")));
        Assert.Null(history.Latest(AllowPrincipalStep.Definition.Key("b")));
    }

    [Fact]
    public void What_was_made_is_the_newest_success()
    {
        var history = History(Of(Create, 1) with { Outcome = OperationOutcome.Succeeded, ResultId = "vpce-1" }, Of(Create, 2));

        Assert.Equal("vpce-1", history.LastSucceeded(Create)!.ResultId);
        Assert.Null(History(Of(Create)).LastSucceeded(Create));
        Assert.Null(History(Of(Create) with { Outcome = OperationOutcome.NeverHappened }).LastSucceeded(Create));
    }

    [Fact]
    public void Only_the_latest_operation_of_a_step_counts_as_unresolved()
    {
        Assert.Equal(2, History(Of(Create, 1) with { Outcome = OperationOutcome.NeverHappened }, Of(Create, 2)).Unresolved(Create)!.Generation);
        Assert.Null(History(Of(Create, 1) with { Outcome = OperationOutcome.NeverHappened }).Unresolved(Create));
        Assert.Null(History(Of(Create) with { LastSentAt = null }).Unresolved(Create));
    }

    [Fact]
    public void A_deletion_counts_only_for_what_was_made_before_it()
    {
        var made = Of(Create, 1) with { Outcome = OperationOutcome.Succeeded };
        var deleted = Of(Delete, 1) with { Outcome = OperationOutcome.Succeeded, CreatedAt = Now.AddMinutes(1) };
        var madeAgain = Of(Create, 2) with { Outcome = OperationOutcome.Succeeded, CreatedAt = Now.AddMinutes(2) };

        Assert.True(History(made, deleted).DeletionAnswered(Create));
        Assert.True(History(made, deleted with { LastSentAt = null }).DeletionAnswered(Create));
        Assert.False(History(made, deleted, madeAgain).DeletionAnswered(Create));
        Assert.False(History(made).DeletionAnswered(Create));
        // What was sent and not answered proves nothing: it may never have arrived.
        Assert.False(History(made, deleted with { Outcome = OperationOutcome.Open }).DeletionAnswered(Create));
        Assert.False(History(made, deleted with { Outcome = OperationOutcome.NeverHappened }).DeletionAnswered(Create));
        Assert.False(History(made, deleted with { Outcome = OperationOutcome.Lapsed }).DeletionAnswered(Create));
        Assert.False(
            History(Of(ModifyEndpointStep.Definition.Key()) with { Outcome = OperationOutcome.Succeeded })
                .DeletionAnswered(ModifyEndpointStep.Definition.Key()));
    }

    [Fact]
    public void An_unanswered_creation_is_noticed_and_an_unanswered_change_is_none()
    {
        Assert.True(History(Of(Create)).HasUnresolvedCreate);
        Assert.True(History(Of(CreateListenerStep.Definition.Key("443"))).HasUnresolvedCreate);
        Assert.False(History(Of(AllowPrincipalStep.Definition.Key("a"))).HasUnresolvedCreate);
        Assert.False(History(Of(Delete)).HasUnresolvedCreate);
        Assert.False(History(Of(Create) with { LastSentAt = null }).HasUnresolvedCreate);
        Assert.False(History(Of(Create) with { Outcome = OperationOutcome.Succeeded }).HasUnresolvedCreate);
    }

    [Fact]
    public void An_unanswered_step_bars_its_opposite_until_it_can_no_longer_arrive()
    {
        foreach (var type in StepDefinitions.All.Where(type => type.Opposite is not null))
        {
            var history = History(Of(type.Key("x")));
            var opposite = new StepKey($"{type.Opposite}/x");

            Assert.NotNull(history.BlockedBy(opposite, Now));
            Assert.Null(history.BlockedBy(opposite, Now + Operation.SignatureLife));
            Assert.Null(history.BlockedBy(type.Key("x"), Now));
            Assert.Null(history.BlockedBy(new StepKey($"{type.Opposite}/y"), Now));
        }
    }

    [Fact]
    public void A_sending_without_an_answer_bars_the_opposite_whatever_a_later_sending_has_learned()
    {
        foreach (var type in StepDefinitions.All.Where(type => type.Opposite is not null && !type.Creates))
        {
            var answered =
                Of(type.Key("x")) with
                {
                    Outcome = OperationOutcome.Succeeded,
                    LastSentAt = Now,
                    UnansweredAt = Now - TimeSpan.FromMinutes(10),
                    LateSendings = 1
                };
            var opposite = new StepKey($"{type.Opposite}/x");

            Assert.Equal(answered, History(answered).BlockedBy(opposite, Now));
            // Also when other generations have followed.
            Assert.Equal(answered, History(answered, Of(type.Key("x"), 2) with { Outcome = OperationOutcome.Succeeded }).BlockedBy(opposite, Now));
            Assert.NotNull(History(answered with { Outcome = OperationOutcome.Lapsed }).BlockedBy(opposite, Now));
            Assert.Null(History(answered).BlockedBy(opposite, Now + TimeSpan.FromMinutes(6)));
            Assert.Null(History(answered).BlockedBy(new StepKey($"{type.Opposite}/y"), Now));
        }
    }

    [Fact]
    public void A_late_sending_of_a_creation_keeps_the_aggregate_from_its_end_and_not_what_it_made_from_its_deletion()
    {
        var made = Of(Create) with { Outcome = OperationOutcome.Succeeded, UnansweredAt = Now, LateSendings = 1 };

        Assert.Null(History(made).BlockedBy(Delete, Now));
        Assert.True(History(made).MayStillCreate(Now + TimeSpan.FromMinutes(21) - TimeSpan.FromTicks(1)));
        Assert.False(History(made).MayStillCreate(Now + TimeSpan.FromMinutes(21)));
        // Of what was found by its tags, the only sending without an answer has made it.
        Assert.False(History(made with { LateSendings = 0 }).MayStillCreate(Now));
        Assert.True(History(Of(Create)).MayStillCreate(Now + TimeSpan.FromDays(1)));
        Assert.False(History(Of(AllowPrincipalStep.Definition.Key("a")) with { LateSendings = 1, UnansweredAt = Now }).MayStillCreate(Now));
    }

    [Fact]
    public void After_a_success_its_effect_is_waited_for_as_long_as_reads_may_lag()
    {
        var done = Of(Delete) with { Outcome = OperationOutcome.Succeeded, ResolvedAt = Now };

        Assert.Equal(done, History(done).AwaitsEffect(Delete, Now));
        Assert.NotNull(History(done).AwaitsEffect(Delete, Now + EventualConsistency.Window - TimeSpan.FromTicks(1)));
        Assert.Null(History(done).AwaitsEffect(Delete, Now + EventualConsistency.Window));
        // A look that no longer shows what an earlier one has shown may be the older of the two.
        Assert.NotNull(History(done with { EffectSeenAt = Now }).AwaitsEffect(Delete, Now + TimeSpan.FromMinutes(1)));
        Assert.Null(History(done with { Outcome = OperationOutcome.Open }).AwaitsEffect(Delete, Now));
        Assert.Null(OperationHistory.Empty.AwaitsEffect(Delete, Now));
        // Whether an object stands is judged by looking for it.
        Assert.Null(History(Of(Create) with { Outcome = OperationOutcome.Succeeded, ResolvedAt = Now }).AwaitsEffect(Create, Now));
    }

    [Fact]
    public void What_was_undone_since_or_asked_for_anew_is_not_waited_for()
    {
        var (allow, disallow) = (AllowPrincipalStep.Definition.Key("x"), DisallowPrincipalStep.Definition.Key("x"));
        var allowed = Of(allow) with { Outcome = OperationOutcome.Succeeded, ResolvedAt = Now };
        var removed = Of(disallow) with { Outcome = OperationOutcome.Succeeded, ResolvedAt = Now + TimeSpan.FromSeconds(1) };

        Assert.Null(History(allowed, removed).AwaitsEffect(allow, Now + TimeSpan.FromSeconds(2)));
        Assert.NotNull(History(allowed, removed).AwaitsEffect(disallow, Now + TimeSpan.FromSeconds(2)));
        Assert.NotNull(History(allowed, removed with { Outcome = OperationOutcome.Open }).AwaitsEffect(allow, Now + TimeSpan.FromSeconds(2)));
        Assert.Null(History(allowed).AwaitsEffect(allow, Now, askedAt: Now + TimeSpan.FromSeconds(1)));
        Assert.NotNull(History(allowed).AwaitsEffect(allow, Now, askedAt: Now));
    }

    [Fact]
    public void Each_further_success_that_nobody_sees_is_waited_for_twice_as_long_and_an_hour_at_most()
    {
        TimeSpan ConsistencyWait(int unseen, bool earlierSeen = false)
        {
            var history = History([.. Enumerable.Range(1, unseen + (earlierSeen ? 1 : 0)).Select(generation => Of(Delete, generation) with
            {
                Outcome = OperationOutcome.Succeeded,
                ResolvedAt = Now,
                EffectSeenAt = earlierSeen && generation == 1 ? Now : null,
            })]);
            return TimeSpan.FromMinutes(Enumerable.Range(0, 200).First(minutes => history.AwaitsEffect(Delete, Now + TimeSpan.FromMinutes(minutes)) is null));
        }

        Assert.Equal([5, 10, 20, 40, 60, 60], Enumerable.Range(1, 6).Select(unseen => (int)ConsistencyWait(unseen).TotalMinutes));
        Assert.Equal(TimeSpan.FromMinutes(5), ConsistencyWait(1, earlierSeen: true));
    }

    [Fact]
    public void An_answered_step_bars_nothing()
    {
        Assert.Null(History(Of(Create) with { Outcome = OperationOutcome.Succeeded }).BlockedBy(Delete, Now));
        Assert.Null(History(Of(Create) with { LastSentAt = null }).BlockedBy(Delete, Now));
    }

    [Fact]
    public void A_step_without_an_opposite_is_never_barred() =>
        Assert.Null(History(Of(ModifyEndpointStep.Definition.Key())).BlockedBy(ModifyEndpointStep.Definition.Key(), Now));

    private static Operation Of(StepKey key, int generation = 1) =>
        new(Guid.CreateVersion7(Now), key, generation, OperationOutcome.Open, Now, Now, null, null);

    private static OperationHistory History(params Operation[] operations) => new(operations);
}
