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

        Assert.Null(Book(Of(Create)).Forgotten(Create, late - TimeSpan.FromTicks(1)));
        Assert.NotNull(Book(Of(Create)).Forgotten(Create, late));
        Assert.NotNull(Book(Of(Create) with { LastSentAt = late }).Forgotten(Create, late));
        Assert.Null(Book(Of(Create) with { Outcome = OperationOutcome.NeverHappened }).Forgotten(Create, late));
        Assert.Null(Book(Of(Create) with { LastSentAt = null }).Forgotten(Create, late));
        // A name keeps a second object away for ever.
        Assert.Null(Book(Of(CreateLoadBalancerStep.Definition.Key())).Forgotten(CreateLoadBalancerStep.Definition.Key(), late));
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
        var book = Book(Of(Create, 2), Of(Create, 1), Of(Delete, 7));

        Assert.Equal(2, book.Latest(Create)!.Generation);
        Assert.Null(book.Latest(ModifyEndpointStep.Definition.Key()));
        Assert.Null(OperationBook.Empty.Latest(Create));
    }

    [Fact]
    public void Steps_of_one_type_are_told_apart_by_their_part()
    {
        var book = Book(Of(AllowPrincipalStep.Definition.Key("a")));

        Assert.NotNull(book.Latest(AllowPrincipalStep.Definition.Key("a")));
        Assert.Null(book.Latest(AllowPrincipalStep.Definition.Key("b")));
    }

    [Fact]
    public void What_was_made_is_the_newest_success()
    {
        var book = Book(Of(Create, 1) with { Outcome = OperationOutcome.Succeeded, ResultId = "vpce-1" }, Of(Create, 2));

        Assert.Equal("vpce-1", book.Made(Create)!.ResultId);
        Assert.Null(Book(Of(Create)).Made(Create));
        Assert.Null(Book(Of(Create) with { Outcome = OperationOutcome.NeverHappened }).Made(Create));
    }

    [Fact]
    public void Only_the_latest_operation_of_a_step_counts_as_unresolved()
    {
        Assert.Equal(2, Book(Of(Create, 1) with { Outcome = OperationOutcome.NeverHappened }, Of(Create, 2)).Unresolved(Create)!.Generation);
        Assert.Null(Book(Of(Create, 1) with { Outcome = OperationOutcome.NeverHappened }).Unresolved(Create));
        Assert.Null(Book(Of(Create) with { LastSentAt = null }).Unresolved(Create));
    }

    [Fact]
    public void A_deletion_counts_only_for_what_was_made_before_it()
    {
        var made = Of(Create, 1) with { Outcome = OperationOutcome.Succeeded };
        var deleted = Of(Delete, 1) with { Outcome = OperationOutcome.Succeeded, CreatedAt = Now.AddMinutes(1) };
        var madeAgain = Of(Create, 2) with { Outcome = OperationOutcome.Succeeded, CreatedAt = Now.AddMinutes(2) };

        Assert.True(Book(made, deleted).DeletionAnswered(Create));
        Assert.True(Book(made, deleted with { LastSentAt = null }).DeletionAnswered(Create));
        Assert.False(Book(made, deleted, madeAgain).DeletionAnswered(Create));
        Assert.False(Book(made).DeletionAnswered(Create));
        // What was sent and not answered proves nothing: it may never have arrived.
        Assert.False(Book(made, deleted with { Outcome = OperationOutcome.Open }).DeletionAnswered(Create));
        Assert.False(Book(made, deleted with { Outcome = OperationOutcome.NeverHappened }).DeletionAnswered(Create));
        Assert.False(Book(made, deleted with { Outcome = OperationOutcome.Lapsed }).DeletionAnswered(Create));
        Assert.False(Book(Of(ModifyEndpointStep.Definition.Key()) with { Outcome = OperationOutcome.Succeeded }).DeletionAnswered(ModifyEndpointStep.Definition.Key()));
    }

    [Fact]
    public void An_unanswered_creation_is_noticed_and_an_unanswered_change_is_none()
    {
        Assert.True(Book(Of(Create)).HasUnresolvedCreate);
        Assert.True(Book(Of(CreateListenerStep.Definition.Key("443"))).HasUnresolvedCreate);
        Assert.False(Book(Of(AllowPrincipalStep.Definition.Key("a"))).HasUnresolvedCreate);
        Assert.False(Book(Of(Delete)).HasUnresolvedCreate);
        Assert.False(Book(Of(Create) with { LastSentAt = null }).HasUnresolvedCreate);
        Assert.False(Book(Of(Create) with { Outcome = OperationOutcome.Succeeded }).HasUnresolvedCreate);
    }

    [Fact]
    public void An_unanswered_step_bars_its_opposite_until_it_can_no_longer_arrive()
    {
        foreach (var type in StepDefinitions.All.Where(type => type.Opposite is not null))
        {
            var book = Book(Of(type.Key("x")));
            var opposite = new StepKey($"{type.Opposite}/x");

            Assert.NotNull(book.Bars(opposite, Now));
            Assert.Null(book.Bars(opposite, Now + Operation.SignatureLife));
            Assert.Null(book.Bars(type.Key("x"), Now));
            Assert.Null(book.Bars(new StepKey($"{type.Opposite}/y"), Now));
        }
    }

    [Fact]
    public void A_sending_without_an_answer_bars_the_opposite_whatever_a_later_sending_has_learned()
    {
        foreach (var type in StepDefinitions.All.Where(type => type.Opposite is not null && !type.Creates))
        {
            var answered = Of(type.Key("x")) with { Outcome = OperationOutcome.Succeeded, LastSentAt = Now, UnansweredAt = Now - TimeSpan.FromMinutes(10), LateSendings = 1 };
            var opposite = new StepKey($"{type.Opposite}/x");

            Assert.Equal(answered, Book(answered).Bars(opposite, Now));
            // Also when other generations have followed.
            Assert.Equal(answered, Book(answered, Of(type.Key("x"), 2) with { Outcome = OperationOutcome.Succeeded }).Bars(opposite, Now));
            Assert.NotNull(Book(answered with { Outcome = OperationOutcome.Lapsed }).Bars(opposite, Now));
            Assert.Null(Book(answered).Bars(opposite, Now + TimeSpan.FromMinutes(6)));
            Assert.Null(Book(answered).Bars(new StepKey($"{type.Opposite}/y"), Now));
        }
    }

    [Fact]
    public void A_late_sending_of_a_creation_keeps_the_aggregate_from_its_end_and_not_what_it_made_from_its_deletion()
    {
        var made = Of(Create) with { Outcome = OperationOutcome.Succeeded, UnansweredAt = Now, LateSendings = 1 };

        Assert.Null(Book(made).Bars(Delete, Now));
        Assert.True(Book(made).MayStillCreate(Now + TimeSpan.FromMinutes(21) - TimeSpan.FromTicks(1)));
        Assert.False(Book(made).MayStillCreate(Now + TimeSpan.FromMinutes(21)));
        // Of what was found by its tags, the only sending without an answer has made it.
        Assert.False(Book(made with { LateSendings = 0 }).MayStillCreate(Now));
        Assert.True(Book(Of(Create)).MayStillCreate(Now + TimeSpan.FromDays(1)));
        Assert.False(Book(Of(AllowPrincipalStep.Definition.Key("a")) with { LateSendings = 1, UnansweredAt = Now }).MayStillCreate(Now));
    }

    [Fact]
    public void After_a_success_its_effect_is_waited_for_as_long_as_reads_may_lag()
    {
        var done = Of(Delete) with { Outcome = OperationOutcome.Succeeded, ResolvedAt = Now };

        Assert.Equal(done, Book(done).AwaitsEffect(Delete, Now));
        Assert.NotNull(Book(done).AwaitsEffect(Delete, Now + Look.ConsistencyWindow - TimeSpan.FromTicks(1)));
        Assert.Null(Book(done).AwaitsEffect(Delete, Now + Look.ConsistencyWindow));
        // A look that no longer shows what an earlier one has shown may be the older of the two.
        Assert.NotNull(Book(done with { EffectSeenAt = Now }).AwaitsEffect(Delete, Now + TimeSpan.FromMinutes(1)));
        Assert.Null(Book(done with { Outcome = OperationOutcome.Open }).AwaitsEffect(Delete, Now));
        Assert.Null(OperationBook.Empty.AwaitsEffect(Delete, Now));
        // Whether an object stands is judged by looking for it.
        Assert.Null(Book(Of(Create) with { Outcome = OperationOutcome.Succeeded, ResolvedAt = Now }).AwaitsEffect(Create, Now));
    }

    [Fact]
    public void What_was_undone_since_or_asked_for_anew_is_not_waited_for()
    {
        var (allow, disallow) = (AllowPrincipalStep.Definition.Key("x"), DisallowPrincipalStep.Definition.Key("x"));
        var allowed = Of(allow) with { Outcome = OperationOutcome.Succeeded, ResolvedAt = Now };
        var removed = Of(disallow) with { Outcome = OperationOutcome.Succeeded, ResolvedAt = Now + TimeSpan.FromSeconds(1) };

        Assert.Null(Book(allowed, removed).AwaitsEffect(allow, Now + TimeSpan.FromSeconds(2)));
        Assert.NotNull(Book(allowed, removed).AwaitsEffect(disallow, Now + TimeSpan.FromSeconds(2)));
        Assert.NotNull(Book(allowed, removed with { Outcome = OperationOutcome.Open }).AwaitsEffect(allow, Now + TimeSpan.FromSeconds(2)));
        Assert.Null(Book(allowed).AwaitsEffect(allow, Now, askedAt: Now + TimeSpan.FromSeconds(1)));
        Assert.NotNull(Book(allowed).AwaitsEffect(allow, Now, askedAt: Now));
    }

    [Fact]
    public void Each_further_success_that_nobody_sees_is_waited_for_twice_as_long_and_an_hour_at_most()
    {
        TimeSpan Patience(int unseen, bool earlierSeen = false)
        {
            var book = Book([.. Enumerable.Range(1, unseen + (earlierSeen ? 1 : 0)).Select(generation => Of(Delete, generation) with
            {
                Outcome = OperationOutcome.Succeeded,
                ResolvedAt = Now,
                EffectSeenAt = earlierSeen && generation == 1 ? Now : null,
            })]);
            return TimeSpan.FromMinutes(Enumerable.Range(0, 200).First(minutes => book.AwaitsEffect(Delete, Now + TimeSpan.FromMinutes(minutes)) is null));
        }

        Assert.Equal([5, 10, 20, 40, 60, 60], Enumerable.Range(1, 6).Select(unseen => (int)Patience(unseen).TotalMinutes));
        Assert.Equal(TimeSpan.FromMinutes(5), Patience(1, earlierSeen: true));
    }

    [Fact]
    public void An_answered_step_bars_nothing()
    {
        Assert.Null(Book(Of(Create) with { Outcome = OperationOutcome.Succeeded }).Bars(Delete, Now));
        Assert.Null(Book(Of(Create) with { LastSentAt = null }).Bars(Delete, Now));
    }

    [Fact]
    public void A_step_without_an_opposite_is_never_barred() => Assert.Null(Book(Of(ModifyEndpointStep.Definition.Key())).Bars(ModifyEndpointStep.Definition.Key(), Now));

    private static Operation Of(StepKey key, int generation = 1) =>
        new(Guid.CreateVersion7(Now), key, generation, OperationOutcome.Open, Now, Now, null, null);

    private static OperationBook Book(params Operation[] operations) => new(operations);
}
