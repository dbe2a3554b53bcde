using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Verdicts;

namespace Portal.Domain.Tests.Verdicts;

public sealed class EndpointServiceVerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<EndpointServiceStage> Stages => [.. Enum.GetValues<EndpointServiceStage>()];

    [Fact]
    public void One_that_stands_with_healthy_targets_is_well() => Says(VerdictLevel.Well, "Available", At(EndpointServiceStage.Available));

    [Fact]
    public void A_zone_without_a_healthy_target_degrades_it() =>
        Says(
            VerdictLevel.Attention, "Available, degraded: 1 of 2 zones has no healthy target",
            At(EndpointServiceStage.Available, HealthVerdict.Down, HealthVerdict.Healthy));

    [Fact]
    public void Without_any_healthy_target_it_is_down_though_AWS_calls_it_available() =>
        Says(
            VerdictLevel.Bad, "Available, down: no zone has a healthy target",
            At(EndpointServiceStage.Available, HealthVerdict.Down, HealthVerdict.Down));

    [Fact]
    public void A_withdrawal_far_away_is_told_and_a_near_one_is_worth_a_look()
    {
        const string After = "then its connections are deleted and it is withdrawn";
        var draining = At(EndpointServiceStage.Draining);

        Says(VerdictLevel.Well, $"Draining, ends in 60 days: {After}", draining with { WithdrawAt = Now.AddDays(60) });
        Says(VerdictLevel.Attention, $"Draining, ends in 20 days: {After}", draining with { WithdrawAt = Now.AddDays(20) });
    }

    [Fact]
    public void A_name_that_is_not_proved_is_worth_a_look() =>
        Says(
            VerdictLevel.Attention, "Available; pay.example.com is not proved yet, so no endpoint can use it",
            At(EndpointServiceStage.Available) with { UnprovedName = "pay.example.com" });

    [Fact]
    public void What_is_in_the_way_makes_it_bad_at_every_live_stage() =>
        Says(
            VerdictLevel.Bad, "Publishing, blocked: the quota of load balancers is used up",
            At(EndpointServiceStage.Publishing) with { BlockedCause = "the quota of load balancers is used up", Turn = "AWS is at work" });

    [Fact]
    public void What_others_have_changed_is_told() =>
        Says(
            VerdictLevel.Attention, "Available, changed by others in AWS: 2 differences",
            At(EndpointServiceStage.Available) with { OpenDifferences = ["A", "B"] });

    [Fact]
    public void One_that_is_gone_from_AWS_says_that_it_is_still_looked_for() =>
        Says(VerdictLevel.Bad, "Lost: the endpoint service is gone from AWS; the portal goes on looking for it", At(EndpointServiceStage.Lost));

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_stage_has_a_level_and_only_what_serves_is_ever_well(EndpointServiceStage stage) => Assert.Equal(
        stage is EndpointServiceStage.Available or EndpointServiceStage.Draining,
        EndpointServiceVerdict.Of(At(stage), Now).Level == VerdictLevel.Well);

    private static void Says(VerdictLevel level, string summary, EndpointServiceStanding known)
    {
        var verdict = EndpointServiceVerdict.Of(known, Now);
        Assert.Equal((level, summary), (verdict.Level, verdict.Summary));
    }

    private static EndpointServiceStanding At(EndpointServiceStage stage, params HealthVerdict[] zones) =>
        new(stage, EnumWords.Said(stage), Health(zones.Length == 0 ? [HealthVerdict.Healthy, HealthVerdict.Healthy] : zones)) { Sync = SyncState.InSync };

    private static HealthReport Health(HealthVerdict[] zones) =>
        new(HealthVerdict.Unknown, [.. zones.Select((verdict, index) => new ZoneHealth($"use1-az{index}", verdict, ""))], "health checks", Now);
}
