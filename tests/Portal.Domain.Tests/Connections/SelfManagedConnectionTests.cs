using Portal.Domain.Connections;

namespace Portal.Domain.Tests.Connections;

/// <summary>A connection whose endpoint the consumer makes themselves.</summary>
public sealed class SelfManagedConnectionTests
{
    private const string First = "vpce-0123456789abcdef0";
    private const string Second = "vpce-0123456789abcdef1";

    private static readonly DateTimeOffset Later = Samples.Now.AddMinutes(5);

    public static TheoryData<ConnectionStage> Stages => [.. Paths.Stages<ConnectionStage>()];

    [Theory]
    [MemberData(nameof(Stages))]
    public void An_endpoint_can_be_brought_while_the_portal_waits_or_works_and_never_else(ConnectionStage stage)
    {
        var connection = ExpectedConnectionMoves.At(stage, Samples.SelfManagedSpec());
        var (before, version, generation) = (CanonicalJson.Bytes(connection), connection.Version, connection.WantedGeneration);
        if (stage is not (ConnectionStage.AwaitingConsumer or ConnectionStage.Provisioning))
        {
            Assert.Throws<IllegalMoveException>(() => connection.BringEndpoint(First, Later));
            Assert.Equal(before, CanonicalJson.Bytes(connection));
            return;
        }

        connection.BringEndpoint(First, Later);

        Assert.Equal((ConnectionStage.Provisioning, Later, First), (connection.Stage, connection.StageSince, connection.VpcEndpointId));
        Assert.Equal((version + 1, generation + 1), (connection.Version, connection.WantedGeneration));
        var fact = Assert.Single(connection.TakeEvents());
        Assert.Equal(("connection.bring-endpoint", $"The endpoint is {First}"), (fact.Action, fact.Reason));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void To_a_connection_whose_endpoint_the_portal_makes_none_can_be_brought(ConnectionStage stage)
    {
        var connection = ExpectedConnectionMoves.At(stage);
        var before = CanonicalJson.Bytes(connection);

        Assert.Throws<DomainException>(() => connection.BringEndpoint(First, Later));

        Assert.Equal(before, CanonicalJson.Bytes(connection));
        Assert.Empty(connection.TakeEvents());
    }

    [Fact]
    public void Another_endpoint_takes_the_place_of_the_first()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.AwaitingConsumer, Samples.SelfManagedSpec());
        connection.BringEndpoint(First, Later);
        Assert.True(connection.IsRegistered(First));

        connection.BringEndpoint(Second, Later);

        Assert.Equal((Second, false, true), (connection.VpcEndpointId, connection.IsRegistered(First), connection.IsRegistered(Second)));
    }

    [Fact]
    public void An_endpoint_that_is_gone_before_it_was_connected_is_forgotten_so_that_another_can_be_brought()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.AwaitingConsumer, Samples.SelfManagedSpec());
        connection.BringEndpoint(First, Later);

        connection.Mark(ConnectionAction.AwaitConsumer, "It was deleted", Later);

        Assert.Equal((ConnectionStage.AwaitingConsumer, null), (connection.Stage, connection.VpcEndpointId));
    }

    [Fact]
    public void What_a_person_wanted_of_the_first_endpoint_does_not_hold_for_the_second()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Disconnected, Samples.SelfManagedSpec());
        connection.Reconnect(Later, Later);

        connection.BringEndpoint(Second, Later);

        Assert.False(connection.Reconnecting);
    }

    [Fact]
    public void Its_effects_are_the_providers_side_alone()
    {
        var effects = ConnectionEffects.Of(Samples.SelfManagedSpec()).Ordered.Select(
            effect => $"{effect.Step} in {effect.AccountId} {effect.Region}: {effect.Target} {effect.Detail}".TrimEnd());

        Assert.Equal(
            [
                $"connection.accept in 111111111111 us-east-1: {Samples.ServiceId} an endpoint of 222222222222 in us-east-1",
                $"connection.reject in 111111111111 us-east-1: {Samples.ServiceId} at 2026-08-02T09:30:00.0000000Z or when asked",
                $"principal.allow in 111111111111 us-east-1: {Samples.ServiceId} arn:aws:iam::222222222222:root",
            ],
            effects);
    }

    [Fact]
    public void Another_account_region_or_end_is_another_plan_and_what_was_said_for_the_instructions_is_not()
    {
        var spec = Samples.SelfManagedSpec();
        var hash = ConnectionEffects.Of(spec).PlanHash;

        Assert.NotEqual(hash, ConnectionEffects.Of(spec with { AccountId = "333333333333" }).PlanHash);
        Assert.NotEqual(hash, ConnectionEffects.Of(spec with { Region = "eu-central-1" }).PlanHash);
        Assert.NotEqual(hash, ConnectionEffects.Of(spec with { EndsAt = null }).PlanHash);
        Assert.NotEqual(hash, ConnectionEffects.Of(spec with { SelfManaged = false, VpcId = "vpc-0a1b2c3d4e5f60718" }).PlanHash);
        Assert.Equal(hash, ConnectionEffects.Of(spec with { VpcId = "vpc-0a1b2c3d4e5f60718" }).PlanHash);
    }
}
