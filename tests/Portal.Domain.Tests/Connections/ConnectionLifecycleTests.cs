using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Connections;

public sealed class ConnectionLifecycleTests
{
    private static readonly ConnectionStage[] Final =
        [ConnectionStage.Denied, ConnectionStage.Withdrawn, ConnectionStage.Expired, ConnectionStage.Deleted, ConnectionStage.Abandoned];

    public static TheoryData<ConnectionStage, ConnectionAction> Pairs => Paths.Pairs<ConnectionStage, ConnectionAction>();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_action_leads_where_it_was_agreed_or_is_refused_and_changes_nothing(ConnectionStage stage, ConnectionAction action)
    {
        var connection = ExpectedConnectionMoves.At(stage);
        var before = CanonicalJson.Bytes(connection);
        var later = Samples.Now.AddHours(1);

        if (ExpectedConnectionMoves.All.TryGetValue((stage, action), out var expected))
        {
            connection.Move(action, "because", later);

            Assert.Equal((expected, later), (connection.Stage, connection.StageSince));
            Assert.Single(connection.TakeEvents());
        }
        else
        {
            Assert.Throws<IllegalMoveException>(() => connection.Move(action, "because", later));

            Assert.Equal(before, CanonicalJson.Bytes(connection));
            Assert.Empty(connection.TakeEvents());
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_people_decide_is_never_taken_from_a_look(ConnectionStage stage, ConnectionAction action)
    {
        if (action is ConnectionAction.VoidApproval or ConnectionAction.AwaitConsumer or ConnectionAction.MarkAvailable or ConnectionAction.MarkDisconnected
            or ConnectionAction.MarkAwaitingConsumerDelete or ConnectionAction.MarkDeleted)
        {
            Assert.True(ConnectionLifecycle.IsProvedByLooking(action));
            return;
        }

        var connection = ExpectedConnectionMoves.At(stage);
        var before = CanonicalJson.Bytes(connection);

        Assert.Throws<IllegalMoveException>(() => connection.Mark(action, "because", Samples.Now));

        Assert.Equal(before, CanonicalJson.Bytes(connection));
        Assert.Empty(connection.TakeEvents());
    }

    [Fact]
    public void The_table_holds_what_was_agreed_and_nothing_else() =>
        Assert.Equal(
            ExpectedConnectionMoves.All.OrderBy(move => move.Key.From).ThenBy(move => move.Key.Action),
            ConnectionLifecycle.Moves.OrderBy(move => move.Key.From).ThenBy(move => move.Key.Action));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_button_is_offered_exactly_where_the_move_is_possible(ConnectionStage stage, ConnectionAction action) =>
        Assert.Equal(ExpectedConnectionMoves.All.ContainsKey((stage, action)), ConnectionLifecycle.Allows(stage, action));

    [Fact]
    public void Final_stages_have_no_way_out_and_all_others_have_one_that_a_person_can_take()
    {
        foreach (var stage in Paths.Stages<ConnectionStage>())
        {
            Assert.Equal(Final.Contains(stage), ConnectionLifecycle.IsFinal(stage));
            // What only AWS can show leads nobody out who waits for AWS in vain.
            Assert.Equal(Final.Contains(stage), !Enum.GetValues<ConnectionAction>().Any(action =>
                ConnectionLifecycle.Allows(stage, action) && !ConnectionLifecycle.IsProvedByLooking(action)));
        }
    }

    [Fact]
    public void Every_stage_can_be_reached_from_a_draft() =>
        Assert.Equal(Paths.Stages<ConnectionStage>().Order(), ExpectedConnectionMoves.Reachable.Order());

    [Fact]
    public void Every_action_leads_somewhere() =>
        Assert.Equal(Enum.GetValues<ConnectionAction>().Order(), ConnectionLifecycle.Moves.Keys.Select(move => move.Action).Distinct().Order());

    [Fact]
    public void Only_stages_that_may_own_something_in_AWS_are_reconciled() =>
        Assert.Equal(
            [
                ConnectionStage.Provisioning, ConnectionStage.AwaitingConsumer, ConnectionStage.Available,
                ConnectionStage.Disconnected, ConnectionStage.CutOff, ConnectionStage.Deprovisioning, ConnectionStage.AwaitingConsumerDelete,
            ],
            Enum.GetValues<ConnectionStage>().Where(ConnectionLifecycle.IsReconciled));

    [Fact]
    public void An_endpoint_is_wanted_from_approval_until_somebody_wants_it_gone() =>
        Assert.Equal(
            [ConnectionStage.Provisioning, ConnectionStage.AwaitingConsumer, ConnectionStage.Available, ConnectionStage.CutOff],
            Enum.GetValues<ConnectionStage>().Where(ConnectionLifecycle.IsWanted));

    [Fact]
    public void A_refused_move_says_where_it_stands_and_what_was_asked()
    {
        var refusal = Assert.Throws<IllegalMoveException>(() => ConnectionLifecycle.Next(ConnectionStage.Denied, ConnectionAction.Approve));

        Assert.Equal("The connection is rejected; \"approve\" is not possible from there.", refusal.Message);
    }
}
