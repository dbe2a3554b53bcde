using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Connections;

/// <summary>Another end for a live connection: proposed, decided, taken or dropped.</summary>
public sealed class ConnectionExtensionTests
{
    private static readonly DateTimeOffset End = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<ConnectionStage> Stages => [.. Paths.Stages<ConnectionStage>()];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Only_a_live_connection_can_be_given_another_end(ConnectionStage stage)
    {
        var connection = ExpectedConnectionMoves.At(stage);
        var version = connection.Version;
        if (stage is ConnectionStage.Provisioning or ConnectionStage.Available or ConnectionStage.Disconnected)
        {
            connection.ProposeEnd(End, Guid.CreateVersion7());
            Assert.Equal(version + 1, connection.Version);
        }
        else
        {
            Assert.Throws<IllegalMoveException>(() => connection.ProposeEnd(End, Guid.CreateVersion7()));
            Assert.Equal(version, connection.Version);
        }
    }

    [Fact]
    public void Until_it_is_approved_the_old_end_and_the_old_plan_hold()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Available);
        var (end, hash, generation) = (connection.EndsAt, connection.Effects.PlanHash, connection.WantedGeneration);

        connection.ProposeEnd(End, Guid.CreateVersion7());

        Assert.Equal((end, hash, generation), (connection.EndsAt, connection.Effects.PlanHash, connection.WantedGeneration));
        Assert.Throws<DomainException>(() => connection.ProposeEnd(End.AddDays(1), Guid.CreateVersion7()));
    }

    [Fact]
    public void An_approved_end_changes_what_is_wanted_and_what_is_approved()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Available);
        var generation = connection.WantedGeneration;
        connection.ProposeEnd(End, Guid.CreateVersion7());

        connection.AcceptEnd(connection.EffectsUntil(End).PlanHash);

        Assert.Equal((End, End, null, null), (connection.EndsAt, connection.Spec.EndsAt, connection.ProposedEndsAt, connection.ExtensionReviewId));
        Assert.Equal(connection.Effects.PlanHash, connection.ApprovedPlanHash);
        Assert.Equal(generation + 1, connection.WantedGeneration);
        Assert.Equal(ConnectionStage.Available, connection.Stage);
    }

    [Fact]
    public void An_end_that_was_approved_for_other_effects_or_not_asked_for_is_refused()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Available);
        Assert.Throws<SomeoneWasFasterException>(() => connection.AcceptEnd(connection.Effects.PlanHash));
        connection.ProposeEnd(End, Guid.CreateVersion7());

        Assert.Throws<SomeoneWasFasterException>(() => connection.AcceptEnd(connection.EffectsUntil(End.AddDays(1)).PlanHash));
    }

    [Fact]
    public void A_dropped_end_leaves_the_old_one_and_can_be_asked_for_again()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Available);
        var end = connection.EndsAt;
        connection.ProposeEnd(End, Guid.CreateVersion7());

        connection.DropProposedEnd("No longer needed");

        Assert.Equal((end, null, null), (connection.EndsAt, connection.ProposedEndsAt, connection.ExtensionReviewId));
        connection.ProposeEnd(End, Guid.CreateVersion7());
    }
}
