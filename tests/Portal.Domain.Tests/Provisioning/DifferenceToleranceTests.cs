using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

/// <summary>Whose a difference is, and when it is put back.</summary>
public sealed class DifferenceToleranceTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);
    private static readonly DateTimeOffset Now = Samples.Now;
    private static readonly Difference Gone = new("target-missing/443/10.0.0.1:443", DifferencePolicy.Repair, "Target of TCP 443", "10.0.0.1:443", null);
    private static readonly Difference Extra = new("zone-added/subnet-1", DifferencePolicy.Show, "Zone of the load balancer", null, "az1 (subnet-1)");

    [Fact]
    public void What_a_new_spec_makes_differ_is_carried_out_at_once_and_not_shown()
    {
        var judged = Judge(Tolerance(wasInSync: false), Gone, Extra);

        Assert.Empty(judged.Shown);
        Assert.True(judged.Repairs(Gone.Key) && judged.Repairs(Extra.Key));
        Assert.Null(judged.Details(Gone.Key));
    }

    [Fact]
    public void What_differs_after_all_stood_as_wanted_is_shown_for_the_grace_period_and_then_put_back()
    {
        var first = Assert.Single(Judge(Tolerance(), Gone).Shown);
        Assert.Equal((Now, Now + Grace), (first.Since, first.RepairAt));

        var before = Judge(Tolerance([first]), Now + Grace - TimeSpan.FromSeconds(1), Gone);
        Assert.False(before.Repairs(Gone.Key));
        Assert.True(before.IsDrifted);
        var after = Judge(Tolerance([first]), Now + Grace, Gone);
        Assert.True(after.Repairs(Gone.Key));
        Assert.Equal(
            ["Target of TCP 443", "nothing", "10.0.0.1:443"], ((string[])["difference", "before", "after"]).Select(key => after.Details(Gone.Key)![key]));
    }

    [Fact]
    public void What_others_have_added_stays_however_long_it_is_shown()
    {
        var first = Assert.Single(Judge(Tolerance(), Extra).Shown);

        var later = Judge(Tolerance([first]), Now + TimeSpan.FromDays(30), Extra);

        Assert.Equal((false, null, Now), (later.Repairs(Extra.Key), later.Shown[0].RepairAt, later.Shown[0].Since));
    }

    [Fact]
    public void A_new_spec_does_not_shorten_the_grace_of_what_was_shown_before()
    {
        var first = Assert.Single(Judge(Tolerance(), Gone).Shown);

        var later = Judge(Tolerance([first], wasInSync: false), Now + TimeSpan.FromMinutes(1), Gone);

        Assert.False(later.Repairs(Gone.Key));
        Assert.True(Judge(Tolerance([first], wasInSync: false), Now, Gone with { Wanted = "10.0.0.9:443" }).Repairs(Gone.Key));
    }

    [Fact]
    public void A_person_has_it_put_back_at_once_whatever_it_is()
    {
        foreach (var difference in (Difference[])[Gone, Extra])
        {
            var first = Assert.Single(Judge(Tolerance(), difference).Shown);

            Assert.True(Judge(Tolerance([first], decisions: Decision(first, DifferenceVerdict.Repair)), Now + TimeSpan.FromSeconds(2), difference)
                .Repairs(difference.Key));
        }
    }

    [Fact]
    public void What_is_ignored_is_no_drift_until_the_time_is_over_and_is_put_back_then()
    {
        var first = Assert.Single(Judge(Tolerance(), Gone).Shown);
        var until = Now + TimeSpan.FromDays(7);
        var tolerance = Tolerance([first], decisions: Decision(first, DifferenceVerdict.Ignore, until));

        var meanwhile = Judge(tolerance, until - TimeSpan.FromSeconds(1), Gone);
        Assert.Equal((false, false, until), (meanwhile.IsDrifted, meanwhile.Repairs(Gone.Key), meanwhile.Shown[0].RepairAt));
        var after = Judge(tolerance, until, Gone);
        Assert.Equal((true, true), (after.IsDrifted, after.Repairs(Gone.Key)));
    }

    [Fact]
    public void A_decision_holds_for_what_was_seen_and_for_nothing_later()
    {
        var first = Assert.Single(Judge(Tolerance(), Extra).Shown);
        var decision = Decision(first, DifferenceVerdict.Repair);

        Assert.False(Judge(Tolerance([first], decisions: decision), Now, Extra with { Found = "az2 (subnet-2)" }).Repairs(Extra.Key));
        var again = first with { Since = Now + TimeSpan.FromDays(1) };
        Assert.False(Judge(Tolerance([again], decisions: decision), Now + TimeSpan.FromDays(1), Extra).Repairs(Extra.Key));
        Assert.Empty(new DifferenceDecisions([decision]).With([], [again]).All);
        Assert.Equal([decision], new DifferenceDecisions([decision]).With([], [first]).All);
    }

    [Fact]
    public void What_a_proposed_change_wants_is_left_alone_until_that_is_decided()
    {
        var first = Assert.Single(Judge(Tolerance(), Gone).Shown);

        var proposed = Judge(Tolerance([first]), Now + TimeSpan.FromHours(5), Gone with { IsProposed = true });

        Assert.Equal((false, true), (proposed.Repairs(Gone.Key), proposed.Shown[0].IsProposed));
        Assert.True(Judge(Tolerance([first]), Now + TimeSpan.FromHours(5), Gone).Repairs(Gone.Key));
    }

    [Fact]
    public void What_the_portal_cannot_put_back_is_never_tried()
    {
        var difference = Extra with { MayBeRepaired = false };
        var first = Assert.Single(Judge(Tolerance(), difference).Shown);

        Assert.False(Judge(Tolerance([first], decisions: Decision(first, DifferenceVerdict.Repair)), Now, difference).Repairs(difference.Key));
        Assert.False(Judge(Tolerance(wasInSync: false), difference).Repairs(difference.Key));
    }

    [Fact]
    public void Of_very_many_only_the_first_are_shown_and_none_is_put_back_before_its_time()
    {
        IReadOnlyList<Difference> many = [.. Enumerable.Range(0, 5_000).Select(number => Gone with { Key = $"target-missing/443/{number}" })];

        var first = Judge(Tolerance(), many);
        var later = Judge(Tolerance(first.Shown), Now + Grace, many);

        Assert.Equal(JudgedDifferences.MostShown, first.Shown.Count);
        Assert.Equal(JudgedDifferences.MostShown, many.Count(difference => later.Repairs(difference.Key)));
    }

    private static DifferenceTolerance Tolerance(
        IReadOnlyList<StandingDifference>? standing = null, bool wasInSync = true, params IReadOnlyList<DifferenceDecision> decisions) =>
        new(wasInSync, standing ?? [], decisions, Grace);

    private static DifferenceDecision Decision(StandingDifference on, DifferenceVerdict verdict, DateTimeOffset? until = null) =>
        new(on.Key, on.Wanted, on.Found, verdict, Now + TimeSpan.FromSeconds(1), until);

    private static JudgedDifferences Judge(DifferenceTolerance tolerance, params IReadOnlyList<Difference> differences) =>
        Judge(tolerance, Now, differences);

    private static JudgedDifferences Judge(DifferenceTolerance tolerance, DateTimeOffset now, params IReadOnlyList<Difference> differences) =>
        new(differences, tolerance, now);
}
