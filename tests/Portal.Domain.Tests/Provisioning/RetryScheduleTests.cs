using FsCheck.Fluent;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(RetryClass.Busy, 1, 15)]
    [InlineData(RetryClass.Throttled, 2, 60)]
    [InlineData(RetryClass.NotYetVisible, 1, 10)]
    [InlineData(RetryClass.Transient, 1, 60)]
    [InlineData(RetryClass.Quota, 300, 900)]
    public void Waiting_grows_from_the_first_to_the_longest_and_is_spread_by_a_quarter(RetryClass retryClass, double first, double longest)
    {
        Assert.Equal(TimeSpan.FromSeconds(first), RetrySchedule.After(retryClass, 1, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(longest), RetrySchedule.After(retryClass, 1000, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(first * 0.75), RetrySchedule.After(retryClass, 1, 0));
        Assert.Equal(TimeSpan.FromSeconds(longest * 1.25), RetrySchedule.After(retryClass, 1000, 1));
        for (var failures = 1; failures < 50; failures++)
        {
            Assert.True(RetrySchedule.After(retryClass, failures, 0.5) <= RetrySchedule.After(retryClass, failures + 1, 0.5));
        }
    }

    [Fact]
    public void A_dependency_is_looked_at_every_five_seconds() =>
        Assert.All([1, 2, 100], failures => Assert.Equal(TimeSpan.FromSeconds(5), RetrySchedule.After(RetryClass.Dependency, failures, 0.9)));

    [Theory]
    [InlineData(RetryClass.UserFix)]
    [InlineData(RetryClass.Terminal)]
    public void What_a_person_has_to_change_is_looked_at_every_five_minutes(RetryClass retryClass) =>
        Assert.All([1, 2, 100], failures => Assert.Equal(TimeSpan.FromMinutes(5), RetrySchedule.After(retryClass, failures, 0.1)));

    [Fact]
    public void No_wait_is_shorter_than_most_of_a_second_or_longer_than_five_minutes_but_for_quotas() =>
        Property.Holds(
            from retryClass in Gen.Elements(Enum.GetValues<RetryClass>().Where(retryClass => retryClass != RetryClass.Quota).ToArray())
            from failures in Gen.Choose(-5, int.MaxValue)
            from jitter in Gen.Choose(0, 1000)
            select RetrySchedule.After(retryClass, failures, jitter / 1000.0),
            wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(750), TimeSpan.FromMinutes(5)));

    [Fact]
    public void While_AWS_works_looks_grow_rarer_from_a_second_to_a_quarter_of_a_minute()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), RetrySchedule.WhileAwsWorks(1));
        Assert.Equal(TimeSpan.FromSeconds(15), RetrySchedule.WhileAwsWorks(1000));
    }

    [Theory]
    [InlineData(RetryClass.UserFix, true)]
    [InlineData(RetryClass.Terminal, true)]
    [InlineData(RetryClass.Quota, true)]
    [InlineData(RetryClass.Busy, false)]
    [InlineData(RetryClass.Throttled, false)]
    [InlineData(RetryClass.NotYetVisible, false)]
    [InlineData(RetryClass.Dependency, false)]
    [InlineData(RetryClass.Transient, false)]
    public void Only_what_cannot_heal_by_itself_needs_a_person(RetryClass retryClass, bool expected)
    {
        var failure = new AwsFailure("UnauthorizedOperation", "raw", retryClass, "The role may not do this", Party.Provider, "Add the permission", true);

        Assert.Equal(expected, failure.NeedsPerson);
        Assert.Equal(new Blocked("The role may not do this", Party.Provider, "Add the permission", "UnauthorizedOperation"), failure.ToBlocked());
    }
}
