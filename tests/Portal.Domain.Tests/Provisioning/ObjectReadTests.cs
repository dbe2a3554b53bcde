using FsCheck.Fluent;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class ObjectReadTests
{
    private static readonly DateTimeOffset Now = Samples.Now;

    private static readonly TimeSpan JustInside = EventualConsistency.Window - TimeSpan.FromMilliseconds(1);

    private static readonly ObjectRead<string> LongAgo = new([], "lb-1", Now - TimeSpan.FromDays(30), Now - TimeSpan.FromHours(1));

    [Fact]
    public void One_that_is_found_is_present() =>
        Assert.Equal(new Observed<string>(Presence.Present, "lb-1", "lb-1"), new ObjectRead<string>(["lb-1"], "lb-1", Now, null).Judge(Now));

    [Fact]
    public void One_that_is_found_is_present_even_when_nothing_is_known_of_making_it() =>
        Assert.Equal(Presence.Present, new ObjectRead<string>(["lb-1"], null, null, null).Judge(Now).Presence);

    [Fact]
    public void Several_are_ambiguous_and_none_of_them_is_taken()
    {
        var seen = new ObjectRead<string>(["lb-1", "lb-2"], "lb-1", Now, null).Judge(Now);

        Assert.Equal((Presence.Ambiguous, null, false), (seen.Presence, seen.Value, seen.MayBeCreated));
    }

    [Fact]
    public void What_nobody_made_and_nobody_finds_was_never_made() =>
        Assert.Equal(Presence.NeverMade, new ObjectRead<string>([], null, null, Now - TimeSpan.FromDays(1), Witness.Absent).Judge(Now).Presence);

    [Theory]
    [InlineData(Witness.Silent)]
    [InlineData(Witness.Absent)]
    [InlineData(Witness.Present)]
    public void What_was_made_moments_ago_is_not_visible_yet_whatever_a_second_read_says(Witness witness)
    {
        foreach (var age in new[] { TimeSpan.Zero, JustInside })
        {
            // It was absent before it was made, too: that says nothing.
            var look = new ObjectRead<string>([], "lb-2", Now - age, Now - TimeSpan.FromDays(1), witness);
            Assert.Equal(new Observed<string>(Presence.NotYetVisible, null, "lb-2"), look.Judge(Now));
        }
    }

    [Fact]
    public void What_stood_is_gone_only_when_it_has_been_absent_for_the_window_and_a_second_read_does_not_show_it_either()
    {
        Assert.Equal(Presence.Gone, (LongAgo with { AbsentSince = Now - EventualConsistency.Window, Witness = Witness.Absent }).Judge(Now).Presence);
        Assert.Equal(Presence.Doubtful, (LongAgo with { AbsentSince = Now - JustInside, Witness = Witness.Absent }).Judge(Now).Presence);
        Assert.Equal(Presence.Doubtful, (LongAgo with { AbsentSince = null, Witness = Witness.Absent }).Judge(Now).Presence);
        Assert.Equal(Presence.Doubtful, (LongAgo with { Witness = Witness.Silent }).Judge(Now).Presence);
        Assert.Equal(Presence.Doubtful, (LongAgo with { Witness = Witness.Present }).Judge(Now).Presence);
    }

    [Fact]
    public void What_AWS_itself_shows_as_deleted_is_gone_at_once() =>
        Assert.Equal(Presence.Gone, (LongAgo with { AbsentSince = Now, SaysDeleted = true, Ending = true }).Judge(Now).Presence);

    [Fact]
    public void What_AWS_said_yes_to_deleting_is_gone_when_two_reads_do_not_show_it_at_any_age()
    {
        var deleted = new ObjectRead<string>([], "lb-1", Now - TimeSpan.FromSeconds(1), Now, DeletionAnswered: true, Ending: true);

        Assert.Equal(Presence.Gone, (deleted with { Witness = Witness.Absent }).Judge(Now).Presence);
        Assert.Equal(Presence.Doubtful, (deleted with { Witness = Witness.Silent }).Judge(Now).Presence);
        Assert.Equal(Presence.Doubtful, (deleted with { Witness = Witness.Present }).Judge(Now).Presence);
    }

    [Fact]
    public void What_is_to_be_deleted_is_not_gone_by_absence_alone() =>
        Assert.Equal(new Observed<string>(Presence.Doubtful, null, "lb-1"), (LongAgo with { Witness = Witness.Absent, Ending = true }).Judge(Now));

    [Fact]
    public void No_absence_allows_a_second_object_beside_one_that_a_second_read_shows() =>
        Property.Holds(
            from age in Gen.Choose(0, 100_000)
            from absent in Gen.Choose(0, 100_000)
            from deleted in Generate.Coin
            from ending in Generate.Coin
            from witness in Gen.Elements(Witness.Present, Witness.Silent)
            select new ObjectRead<string>([], "lb-1", Now - TimeSpan.FromSeconds(age), Now - TimeSpan.FromSeconds(absent), witness, false, deleted, ending),
            look => Assert.False(look.Judge(Now).MayBeCreated));

    [Fact]
    public void An_absence_lasts_only_as_long_as_it_is_looked_at()
    {
        var began = Absence.After(null, Now);
        var went = Absence.After(began, Now + JustInside);

        Assert.Equal((Now, Now), (began.Since, began.LastAt));
        Assert.Equal((Now, Now + JustInside), (went.Since, went.LastAt));
        Assert.Equal(Now, Absence.After(began, Now + (EventualConsistency.Window * 2)).Since);
        // Nobody looked for far longer than anything rests: what was between is not known.
        var later = Now + (EventualConsistency.Window * 2) + TimeSpan.FromTicks(1);
        Assert.Equal(new Absence(later, later), Absence.After(began, later));
    }

    [Fact]
    public void Only_what_is_known_to_be_nowhere_may_be_created() =>
        Assert.Equal([Presence.NeverMade, Presence.Gone], Enum.GetValues<Presence>().Where(sight => new Observed<string>(sight).MayBeCreated));
}
