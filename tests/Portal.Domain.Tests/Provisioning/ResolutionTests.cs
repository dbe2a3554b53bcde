using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class ResolutionTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    private static readonly Gen<(Operation Operation, DateTimeOffset? AbsentSince, bool Wanted)> Unanswered =
        from age in Gen.Choose(0, 20 * 60)
        from sent in Gen.Choose(0, age)
        from absent in Gen.Choose(-1, 20)
        from wanted in Generate.Coin
        select (Sent(TimeSpan.FromMinutes(age), TimeSpan.FromMinutes(sent)), absent < 0 ? (DateTimeOffset?)null : Now - TimeSpan.FromMinutes(absent), wanted);

    [Fact]
    public void A_creation_whose_object_is_found_has_succeeded() =>
        Property.Holds(Unanswered, it => Assert.Equal(
            (OperationOutcome.Succeeded, "vpce-1"),
            (Resolution.OfCreation(it.Operation, "vpce-1", it.AbsentSince, it.Wanted, Now).Outcome, Resolution.OfCreation(
                it.Operation, "vpce-1", null, it.Wanted, Now).ResultId)));

    [Fact]
    public void A_creation_that_may_still_arrive_is_never_given_up() =>
        Property.Holds(Unanswered, it =>
        {
            if (it.Operation.MayStillAppear(Now) || it.AbsentSince is null || Now - it.AbsentSince < EventualConsistency.Window)
            {
                Assert.Equal(Resolution.StillOpen, Resolution.OfCreation(it.Operation, null, it.AbsentSince, it.Wanted, Now));
            }
        });

    [Fact]
    public void A_creation_that_is_no_longer_wanted_is_given_up_once_it_can_neither_arrive_nor_come_into_sight()
    {
        Assert.Equal(OperationOutcome.Open, Create(minutesAgo: 16, wanted: false));
        Assert.Equal(OperationOutcome.Open, Create(minutesAgo: 20, wanted: false));
        Assert.Equal(OperationOutcome.NeverHappened, Create(minutesAgo: 21, wanted: false));
    }

    [Fact]
    public void A_creation_that_is_wanted_is_replayed_until_AWS_forgets_its_token()
    {
        Assert.Equal(OperationOutcome.Open, Create(minutesAgo: 21, wanted: true));
        Assert.Equal(OperationOutcome.Open, Create(minutesAgo: (12 * 60) - 1, wanted: true));
        Assert.Equal(OperationOutcome.NeverHappened, Create(minutesAgo: 12 * 60, wanted: true));
    }

    [Fact]
    public void A_change_whose_effect_is_seen_has_succeeded() =>
        Assert.Equal(OperationOutcome.Succeeded, Resolution.OfEffect(Sent(TimeSpan.Zero, TimeSpan.Zero), true, planned: true, Now).Outcome);

    [Theory]
    [InlineData(false, true, 1000, OperationOutcome.Open)]
    [InlineData(false, false, 15, OperationOutcome.Open)]
    [InlineData(false, false, 16, OperationOutcome.Lapsed)]
    [InlineData(null, false, 16, OperationOutcome.Lapsed)]
    [InlineData(null, true, 1000, OperationOutcome.Open)]
    public void A_change_whose_effect_is_not_seen_lapses_only_when_it_is_neither_planned_nor_able_to_arrive(
        bool? done, bool planned, int minutesAgo, OperationOutcome expected)
    {
        var age = TimeSpan.FromMinutes(minutesAgo);

        Assert.Equal(expected, Resolution.OfEffect(Sent(age, age), done, planned, Now).Outcome);
    }

    private static OperationOutcome Create(int minutesAgo, bool wanted)
    {
        var age = TimeSpan.FromMinutes(minutesAgo);
        return Resolution.OfCreation(Sent(age, age), null, Now - EventualConsistency.Window, wanted, Now).Outcome;
    }

    private static Operation Sent(TimeSpan created, TimeSpan sent) =>
        new(Samples.ReviewId, CreateEndpointStep.Definition.Key(), 1, OperationOutcome.Open, Now - created, Now - sent, null, null);
}
