using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Reconciling;

namespace Portal.Jobs.Tests.Reconciling;

public sealed class SituationTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly PlanStep Disallow = new(
        DisallowPrincipalStep.Definition.Key("abc"), new("principal.disallow", "1", "r", "t"), "No longer allow it", new DisallowPrincipalCall("vpce-svc-1", "arn"), null);

    private static readonly PlanStep Modify = new(
        ModifyEndpointStep.Definition.Key(), new("endpoint.modify", "1", "r", "t"), "Set it back", new ModifyEndpointCall("vpce-1", [], [], ["sg-1"], []), null);

    [Fact]
    public void A_step_whose_opposite_may_still_take_effect_is_barred_and_the_next_ready_one_goes_on()
    {
        var situation = With(Sent("principal.allow/abc", ago: TimeSpan.FromMinutes(15)), Disallow, Modify);
        Assert.Equal((Modify, Disallow), (situation.NextReady(new HashSet<StepKey>()), situation.Barred));
    }

    [Theory]
    [InlineData("principal.allow/abc", 17)]
    [InlineData("principal.allow/other", 1)]
    [InlineData("principal.disallow/abc", 1)]
    public void A_step_is_not_barred_by_what_is_over_or_by_another_part_or_by_itself(string key, int minutesAgo)
    {
        var situation = With(Sent(key, TimeSpan.FromMinutes(minutesAgo)), Disallow);
        Assert.Equal(Disallow, situation.NextReady(new HashSet<StepKey>()));
        Assert.Null(situation.Barred);
    }

    [Fact]
    public void Nothing_is_ready_while_a_person_has_to_act()
    {
        var situation = With(Sent("principal.allow/other", TimeSpan.Zero), new Blocked("Cause", Party.Consumer, "Action"), Disallow);
        Assert.Null(situation.NextReady(new HashSet<StepKey>()));
    }

    private static Operation Sent(string key, TimeSpan ago) => new(Guid.CreateVersion7(), new(key), 1, OperationOutcome.Open, Now - ago, Now - ago, null, null);

    private static Situation With(Operation operation, params PlanStep[] steps) => With(operation, null, steps);

    private static Situation With(Operation operation, Blocked? blocked, params PlanStep[] steps)
    {
        var book = new OperationBook([operation]);
        var effects = new Effects("test", []);
        return new()
        {
            Kind = SubjectKind.Service,
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
            Book = book,
            Sightings = new(book, null, Now, ending: false),
            Observation = "{}",
            Steps = steps,
            Sync = SyncState.Converging,
            Blocked = blocked,
            IsDone = _ => null,
            Scope = _ => new AwsScope("1", "r"),
            Rest = TimeSpan.Zero,
            Apply = (_, _, _) => Task.CompletedTask,
        };
    }
}
