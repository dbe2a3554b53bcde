using FsCheck.Fluent;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class LookTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    private static readonly TimeSpan JustInside = Look.ConsistencyWindow - TimeSpan.FromMilliseconds(1);

    [Fact]
    public void One_that_is_found_is_present() =>
        Assert.Equal(new Seen<string>(Sight.Present, "lb-1"), new Look<string>(["lb-1"], Now, 0, false).Judge(Now));

    [Fact]
    public void One_that_is_found_is_present_even_when_nothing_is_known_of_making_it() =>
        Assert.Equal(Sight.Present, new Look<string>(["lb-1"], null, 0, false).Judge(Now).Sight);

    [Fact]
    public void Several_are_ambiguous_and_none_of_them_is_taken()
    {
        var seen = new Look<string>(["lb-1", "lb-2"], Now, 0, false).Judge(Now);

        Assert.Equal((Sight.Ambiguous, null, false), (seen.Sight, seen.Value, seen.MayBeCreated));
    }

    [Fact]
    public void What_nobody_made_and_nobody_finds_was_never_made() => Assert.Equal(Sight.NeverMade, Absent(null, 50, false));

    [Fact]
    public void What_was_made_moments_ago_is_not_visible_yet_however_often_it_is_looked_for()
    {
        Assert.Equal(Sight.NotYetVisible, Absent(TimeSpan.Zero, 1, false));
        Assert.Equal(Sight.NotYetVisible, Absent(JustInside, 1, false));
        Assert.Equal(Sight.NotYetVisible, Absent(JustInside, 50, false));
    }

    [Fact]
    public void What_has_been_there_for_long_is_doubtful_after_one_absence_and_gone_after_two()
    {
        Assert.Equal(Sight.Doubtful, Absent(Look.ConsistencyWindow, 1, false));
        Assert.Equal(Sight.Gone, Absent(Look.ConsistencyWindow, 2, false));
        Assert.Equal(Sight.Gone, Absent(TimeSpan.FromDays(30), 7, false));
    }

    [Fact]
    public void What_was_deleted_by_us_is_doubtful_after_one_absence_and_gone_after_two_at_any_age()
    {
        Assert.Equal(Sight.Doubtful, Absent(TimeSpan.FromSeconds(1), 1, true));
        Assert.Equal(Sight.Gone, Absent(TimeSpan.FromSeconds(1), 2, true));
        Assert.Equal(Sight.Doubtful, Absent(TimeSpan.FromDays(1), 1, true));
    }

    [Fact]
    public void One_absence_alone_never_allows_a_second_object() =>
        Property.Holds(
            from age in Gen.Choose(0, 100_000)
            from deleted in Gen.Elements(true, false)
            select (Age: TimeSpan.FromSeconds(age), deleted),
            look => Assert.False(new Look<string>([], Now - look.Age, 1, look.deleted).Judge(Now).MayBeCreated));

    [Fact]
    public void The_first_look_after_none_decides_nothing() => Assert.Equal(Sight.Doubtful, Absent(TimeSpan.FromDays(1), 0, false));

    [Fact]
    public void Only_what_is_known_to_be_nowhere_may_be_created() =>
        Assert.Equal([Sight.NeverMade, Sight.Gone], Enum.GetValues<Sight>().Where(sight => new Seen<string>(sight).MayBeCreated));

    private static Sight Absent(TimeSpan? age, int looks, bool deletionSent) =>
        new Look<string>([], age is null ? null : Now - age, looks, deletionSent).Judge(Now).Sight;
}
