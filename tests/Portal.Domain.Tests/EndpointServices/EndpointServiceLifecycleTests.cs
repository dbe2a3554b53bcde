using Portal.Domain.EndpointServices;

namespace Portal.Domain.Tests.EndpointServices;

public sealed class EndpointServiceLifecycleTests
{
    public static TheoryData<EndpointServiceStage, EndpointServiceAction> Pairs => Paths.Pairs<EndpointServiceStage, EndpointServiceAction>();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_action_leads_where_it_was_agreed_or_is_refused(EndpointServiceStage stage, EndpointServiceAction action)
    {
        if (ExpectedServiceMoves.All.TryGetValue((stage, action), out var expected))
        {
            Assert.Equal(expected, EndpointServiceLifecycle.Next(stage, action));
            Assert.True(EndpointServiceLifecycle.Allows(stage, action));
        }
        else
        {
            Assert.Throws<IllegalMoveException>(() => EndpointServiceLifecycle.Next(stage, action));
            Assert.False(EndpointServiceLifecycle.Allows(stage, action));
        }
    }

    [Fact]
    public void A_refused_move_leaves_the_service_as_it_was()
    {
        foreach (var stage in ExpectedServiceMoves.Reachable)
        {
            foreach (var action in Enum.GetValues<EndpointServiceAction>().Where(action => !ExpectedServiceMoves.All.ContainsKey((stage, action))))
            {
                var service = ExpectedServiceMoves.At(stage);
                var before = CanonicalJson.Bytes(service);

                Assert.Throws<IllegalMoveException>(() => service.Move(action, null, Samples.Now.AddHours(1)));

                Assert.Equal(before, CanonicalJson.Bytes(service));
                Assert.Empty(service.TakeEvents());
            }
        }
    }

    [Fact]
    public void What_people_decide_is_never_taken_from_a_look()
    {
        foreach (var stage in ExpectedServiceMoves.Reachable)
        {
            foreach (
                var action in new[] { EndpointServiceAction.Publish, EndpointServiceAction.Drain, EndpointServiceAction.ResumeService,
                    EndpointServiceAction.Withdraw })
            {
                var service = ExpectedServiceMoves.At(stage);
                Assert.Throws<IllegalMoveException>(() => service.Mark(action, null, Samples.Now));
                Assert.Equal(stage, service.Stage);
            }
        }
    }

    [Fact]
    public void Only_a_withdrawn_service_has_no_way_out()
    {
        foreach (var stage in Paths.Stages<EndpointServiceStage>())
        {
            Assert.Equal(stage == EndpointServiceStage.Withdrawn, EndpointServiceLifecycle.IsFinal(stage));
            Assert.Equal(
                stage == EndpointServiceStage.Withdrawn,
                !Enum.GetValues<EndpointServiceAction>().Any(action => EndpointServiceLifecycle.Allows(stage, action)));
        }
    }

    [Fact]
    public void Every_stage_but_the_draft_can_be_reached_once_it_is_published() =>
        Assert.Equal(Paths.Stages<EndpointServiceStage>().Except([EndpointServiceStage.Draft]).Order(), ExpectedServiceMoves.Reachable.Order());

    [Fact]
    public void Every_action_leads_somewhere() =>
        Assert.Equal(Enum.GetValues<EndpointServiceAction>().Order(), EndpointServiceLifecycle.Moves.Keys.Select(move => move.Action).Distinct().Order());

    [Fact]
    public void Stages_in_which_AWS_objects_are_made_kept_or_deleted_are_reconciled()
    {
        Assert.Equal(
            [EndpointServiceStage.Publishing, EndpointServiceStage.Available, EndpointServiceStage.Draining, EndpointServiceStage.Withdrawing,
                EndpointServiceStage.Lost],
            Enum.GetValues<EndpointServiceStage>().Where(EndpointServiceLifecycle.IsReconciled));
        Assert.Equal(
            [EndpointServiceStage.Publishing, EndpointServiceStage.Available, EndpointServiceStage.Draining],
            Enum.GetValues<EndpointServiceStage>().Where(EndpointServiceLifecycle.IsWanted));
    }
}
