using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Domain.Verdicts;

namespace Portal.Domain.Tests.Verdicts;

public sealed class ConnectionVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<ConnectionStage> Stages => [.. Enum.GetValues<ConnectionStage>()];

    [Fact]
    public void One_that_stands_with_healthy_zones_is_well_and_says_what_nobody_measures()
    {
        var verdict = Of(Available());

        Assert.Equal(VerdictLevel.Well, verdict.Level);
        Assert.Equal("Available; nothing in the consumer's VPC reports whether traffic flows", verdict.Summary);
    }

    [Fact]
    public void One_zone_of_two_without_a_healthy_target_degrades_it()
    {
        var verdict = Of(Available(HealthVerdict.Healthy, HealthVerdict.Down));

        Assert.Equal((VerdictLevel.Attention, "Available, degraded: 1 of 2 zones has no healthy target"), (verdict.Level, verdict.Summary));
    }

    [Fact]
    public void Unhealthy_targets_beside_healthy_ones_degrade_it()
    {
        var verdict = Of(Available(HealthVerdict.Degraded, HealthVerdict.Degraded));

        Assert.Equal((VerdictLevel.Attention, "Available, degraded: 2 of 2 zones have unhealthy targets"), (verdict.Level, verdict.Summary));
    }

    [Fact]
    public void Where_no_zone_has_a_healthy_target_an_available_one_is_down()
    {
        var verdict = Of(Available(HealthVerdict.Down, HealthVerdict.Down));

        Assert.Equal((VerdictLevel.Bad, "Available, down: no zone has a healthy target"), (verdict.Level, verdict.Summary));
    }

    [Fact]
    public void Only_the_zones_that_it_is_in_count()
    {
        var inTheHealthyOne = Available(HealthVerdict.Healthy, HealthVerdict.Down) with { ZoneIds = ["use1-az1"] };
        var inTheOther = inTheHealthyOne with { ZoneIds = ["use1-az2"] };

        Assert.Equal(VerdictLevel.Well, Of(inTheHealthyOne).Level);
        Assert.Equal("Available, down: use1-az2 has no healthy target", Of(inTheOther).Summary);
    }

    [Fact]
    public void Of_targets_that_nobody_knows_anything_it_is_unknown_whether_it_is_well()
    {
        var verdict = Of(Available() with { Service = new(HealthVerdict.Unknown, [], "", null) });

        Assert.Equal((VerdictLevel.Unknown, "Available; nothing is known of the targets"), (verdict.Level, verdict.Summary));
    }

    [Fact]
    public void What_has_never_been_observed_is_not_called_well()
    {
        Assert.Equal(VerdictLevel.Unknown, Of(Available() with { Sync = SyncState.Unknown }).Level);
    }

    [Fact]
    public void A_withdrawal_of_its_service_is_its_end_when_it_comes_first()
    {
        var verdict = Of(Available() with { EndsAt = Now.AddDays(80), ServiceEndsAt = Now.AddDays(13).AddHours(1) });

        Assert.Equal((VerdictLevel.Attention, "Available, ends in 13 days: the provider withdraws the service"), (verdict.Level, verdict.Summary));
    }

    [Theory]
    [InlineData(29, VerdictLevel.Attention)]
    [InlineData(31, VerdictLevel.Well)]
    public void An_end_of_its_own_is_told_and_is_worth_a_look_within_thirty_days(int days, VerdictLevel level)
    {
        var verdict = Of(Available() with { EndsAt = Now.AddDays(days) });

        Assert.Equal((level, $"Available, ends in {days} days: that is the end that was asked for"), (verdict.Level, verdict.Summary));
    }

    [Fact]
    public void As_time_passes_the_same_verdict_says_that_the_end_is_nearer()
    {
        var verdict = Of(Available() with { EndsAt = Now.AddDays(3) });

        Assert.Equal("Available, ends in 25 h: that is the end that was asked for", verdict.SummaryAt(Now.AddHours(47)));
        Assert.Equal("Available, ends in 30 min: that is the end that was asked for", verdict.SummaryAt(Now.AddHours(71.5)));
        Assert.Equal("Available, ends now: that is the end that was asked for", verdict.SummaryAt(Now.AddDays(4)));
    }

    [Fact]
    public void What_is_in_the_way_comes_before_everything_else()
    {
        var verdict = Of(Available(HealthVerdict.Down, HealthVerdict.Down) with { BlockedCause = "the security group is gone", OpenDifferences = ["A", "B"] });

        Assert.Equal((VerdictLevel.Bad, "Available, blocked: the security group is gone"), (verdict.Level, verdict.Summary));
        Assert.Equal(
            [FindingKind.Blocked, FindingKind.Down, FindingKind.Changed, FindingKind.Unmeasured], verdict.Findings.Select(finding => finding.Kind));
    }

    [Theory]
    [InlineData(0, SyncState.Drifted, "Available, changed by others in AWS: it differs from what is wanted")]
    [InlineData(1, SyncState.InSync, "Available, changed by others in AWS: security group 1")]
    [InlineData(3, SyncState.Drifted, "Available, changed by others in AWS: 3 differences")]
    public void What_others_have_changed_is_told(int open, SyncState sync, string summary)
    {
        var verdict = Of(Available() with { OpenDifferences = [.. Enumerable.Range(1, open).Select(one => $"Security group {one}")], Sync = sync });

        Assert.Equal((VerdictLevel.Attention, summary), (verdict.Level, verdict.Summary));
    }

    [Fact]
    public void What_people_have_decided_to_leave_alone_is_no_news() =>
        Assert.Equal(VerdictLevel.Well, Of(Available() with { Sync = SyncState.Drifted, IsTolerated = true }).Level);

    [Theory]
    [InlineData(Party.Provider, "Cut off: by the provider, because: unpaid")]
    [InlineData(Party.NetworkAdmin, "Cut off: by the network admins, because: unpaid")]
    public void Who_cut_it_off_and_why_is_told(Party by, string summary)
    {
        var verdict = Of(At(ConnectionStage.CutOff) with { CutOffBy = by, CutOffReason = "unpaid", RestorableUntil = Now.AddDays(7) });

        Assert.Equal((VerdictLevel.Bad, summary), (verdict.Level, verdict.Summary));
        Assert.Contains(verdict.Findings, finding => finding.Kind == FindingKind.Ending && finding.At == Now.AddDays(7));
    }

    [Fact]
    public void A_rejected_endpoint_is_told_apart_from_one_that_is_gone()
    {
        Assert.Equal("Disconnected: the provider's side rejected its endpoint", Of(At(ConnectionStage.Disconnected) with { WasRejected = true }).Summary);
        Assert.Equal("Disconnected: its endpoint was deleted or has failed in AWS", Of(At(ConnectionStage.Disconnected)).Summary);
    }

    [Fact]
    public void Whose_turn_it_is_is_told_unless_something_is_in_the_way()
    {
        var waiting = At(ConnectionStage.AwaitingConsumer) with { Turn = new Waiting(Party.Consumer, "delete the endpoint").Clause() };

        Assert.Equal((VerdictLevel.Turn, "Awaiting consumer: the consumer has to delete the endpoint"), (Of(waiting).Level, Of(waiting).Summary));
        Assert.Equal("Awaiting consumer, blocked: no role", Of(waiting with { BlockedCause = "no role" }).Summary);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_stage_has_a_level_and_only_what_is_available_is_ever_well(ConnectionStage stage)
    {
        var verdict = Of(At(stage));

        Assert.Equal(stage == ConnectionStage.Available, verdict.Level == VerdictLevel.Well);
        Assert.Equal(ConnectionLifecycle.IsFinal(stage), verdict.Level == VerdictLevel.Over);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void What_has_ended_ends_no_more(ConnectionStage stage)
    {
        var verdict = Of(At(stage) with { EndsAt = Now.AddDays(1) });

        Assert.Equal(ConnectionLifecycle.IsReconciled(stage), verdict.Findings.Any(finding => finding.Kind == FindingKind.Ending));
    }

    private static Verdict Of(ConnectionStanding known) => ConnectionVerdict.Of(known, Now);

    private static ConnectionStanding Available(params HealthVerdict[] zones) =>
        At(ConnectionStage.Available) with { Service = zones.Length == 0 ? Health(HealthVerdict.Healthy, HealthVerdict.Healthy) : Health(zones) };

    private static ConnectionStanding At(ConnectionStage stage) =>
        new(stage, EnumWords.Said(stage), Health(HealthVerdict.Healthy, HealthVerdict.Healthy)) { Sync = SyncState.InSync };

    private static HealthReport Health(params HealthVerdict[] zones) =>
        new(HealthVerdict.Unknown, [.. zones.Select((verdict, index) => new ZoneHealth($"use1-az{index + 1}", verdict, ""))], "health checks", Now);
}
