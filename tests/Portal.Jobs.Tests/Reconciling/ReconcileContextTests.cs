using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Jobs.Reconciling;

namespace Portal.Jobs.Tests.Reconciling;

public sealed class ReconcileContextTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly HashSet<StepKey> None = [];

    private static readonly PlanStep Disallow = new(
        DisallowPrincipalStep.Definition.Key("abc"), new("principal.disallow", "1", "r", "t"), "No longer allow it",
        new DisallowPrincipalCall("vpce-svc-1", "arn"), null);

    private static readonly PlanStep Modify = new(
        ModifyEndpointStep.Definition.Key(), new("endpoint.modify", "1", "r", "t"), "Set it back", new ModifyEndpointCall("vpce-1", [], [], ["sg-1"], []),
        null);

    [Fact]
    public void A_step_whose_opposite_may_still_take_effect_is_barred_and_the_next_ready_one_goes_on()
    {
        var situation = With(Sent("principal.allow/abc", ago: TimeSpan.FromMinutes(15)), Disallow, Modify);
        Assert.Equal([Modify], situation.ReadySteps(None));
        Assert.Equal(Disallow, situation.Barred);
    }

    [Theory]
    [InlineData("principal.allow/abc", 17)]
    [InlineData("principal.allow/other", 1)]
    [InlineData("principal.disallow/abc", 1)]
    public void A_step_is_not_barred_by_what_is_over_or_by_another_part_or_by_itself(string key, int minutesAgo)
    {
        var situation = With(Sent(key, TimeSpan.FromMinutes(minutesAgo)), Disallow);
        Assert.Equal([Disallow], situation.ReadySteps(None));
        Assert.Null(situation.Barred);
    }

    [Fact]
    public void Nothing_is_ready_while_a_person_has_to_act()
    {
        var situation = With(Sent("principal.allow/other", TimeSpan.Zero), new Blocked("Cause", Party.Consumer, "Action"), Disallow);
        Assert.Empty(situation.ReadySteps(None));
    }

    private static Operation Sent(string key, TimeSpan ago) => new(Guid.CreateVersion7(), new(key), 1, OperationOutcome.Open, Now - ago, Now - ago, null, null);

    private static TestContext With(Operation operation, params PlanStep[] steps) => With(operation, null, steps);

    private static TestContext With(Operation operation, Blocked? blocked, params PlanStep[] steps)
    {
        var effects = new Effects("test", []);
        return new()
        {
            Id = Guid.Empty,
            Subject = Subject.Of(SubjectKind.Service, Guid.Empty),
            SubjectTag = PortalTags.Service,
            Now = Now,
            Version = 1,
            WantedGeneration = 1,
            Effects = effects,
            ApprovedPlanHash = effects.PlanHash,
            Wanted = true,
            IsEnding = false,
            History = new([operation]),
            PresenceTracker = new(null),
            Observation = "{}",
            Steps = steps,
            Sync = SyncState.Converging,
            Blocked = blocked,
            HasNews = false,
        };
    }

    private sealed class TestContext : ReconcileContext
    {
        public override bool? IsDone(StepKey key) => null;

        public override AwsScope ScopeOf(Party side) => new("1", "r");

        public override Task ApplyAsync(PortalDbContext context, ChangeSet changes, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
