using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Connections;

public sealed class ConnectionTests
{
    private static readonly DateTimeOffset Later = Samples.Now.AddMinutes(5);

    private static readonly Dictionary<ConnectionAction, (string Name, Action<Connection> Verb, string? Reason)> Verbs = new()
    {
        [ConnectionAction.Submit] = ("connection.submit", connection => connection.Submit(Samples.ReviewId, Later), null),
        [ConnectionAction.Approve] = ("connection.approve", connection => connection.Approve(connection.Effects.PlanHash, Later), null),
        [ConnectionAction.Deny] = ("connection.deny", connection => connection.Deny("too broad", Later), "too broad"),
        [ConnectionAction.RequestChanges] = ("connection.request-changes", connection => connection.RequestChanges("one zone more", Later), "one zone more"),
        [ConnectionAction.Withdraw] = ("connection.withdraw", connection => connection.Withdraw("not needed", Later), "not needed"),
        [ConnectionAction.Delete] = ("connection.delete", connection => connection.Delete("project over", Later), "project over"),
        [ConnectionAction.CutOff] = (
            "connection.cut-off", connection => connection.CutOff(Party.Provider, "leaked", Later.AddDays(7), Later, Later), "leaked"),
        [ConnectionAction.Restore] = ("connection.restore", connection => connection.Restore(Later, Later), null),
        [ConnectionAction.Abandon] = ("connection.abandon", connection => connection.Abandon("account closed", Later), "account closed"),
        [ConnectionAction.Reconnect] = ("connection.reconnect", connection => connection.Reconnect(Later, Later), null),
    };

    public static TheoryData<ConnectionStage, ConnectionAction> VerbsFromEveryStage =>
        [.. Paths.Stages<ConnectionStage>().SelectMany(stage => Verbs.Keys.Select(action => (stage, action)))];

    [Theory]
    [MemberData(nameof(VerbsFromEveryStage))]
    public void What_people_want_moves_as_the_table_says_and_is_told_once_or_is_refused(ConnectionStage stage, ConnectionAction action)
    {
        var connection = ExpectedConnectionMoves.At(stage);
        var (version, generation, before) = (connection.Version, connection.WantedGeneration, CanonicalJson.Bytes(connection));
        var (name, verb, reason) = Verbs[action];
        if (!ExpectedConnectionMoves.All.TryGetValue((stage, action), out var expected))
        {
            Assert.Throws<IllegalMoveException>(() => verb(connection));
            Assert.Equal(before, CanonicalJson.Bytes(connection));
            Assert.Empty(connection.TakeEvents());
            return;
        }

        verb(connection);

        Assert.Equal((expected, Later), (connection.Stage, connection.StageSince));
        Assert.Equal((version + 1, generation + 1), (connection.Version, connection.WantedGeneration));
        var fact = Assert.Single(connection.TakeEvents());
        Assert.Equal((name, stage.ToString(), expected.ToString(), reason), (fact.Action, fact.From, fact.To, fact.Reason));
    }

    [Fact]
    public void What_an_observation_proves_raises_the_version_but_wants_nothing_new()
    {
        foreach (var ((stage, action), expected) in ExpectedConnectionMoves.All.Where(move => ConnectionLifecycle.IsProvedByLooking(move.Key.Action)))
        {
            var connection = ExpectedConnectionMoves.At(stage);
            var (version, generation) = (connection.Version, connection.WantedGeneration);

            connection.Mark(action, "AWS said so", Later);

            Assert.Equal((version + 1, generation), (connection.Version, connection.WantedGeneration));
            var fact = Assert.Single(connection.TakeEvents());
            Assert.Equal((stage.ToString(), expected.ToString(), "AWS said so"), (fact.From, fact.To, fact.Reason));
        }
    }

    [Fact]
    public void A_request_starts_as_a_draft_of_the_person_who_asked()
    {
        var connection = Samples.Connection();

        Assert.Equal((ConnectionStage.Draft, 0, 0L), (connection.Stage, connection.Version, connection.WantedGeneration));
        Assert.Equal(("https://id.example", "carla"), (connection.RequesterIssuer, connection.RequesterSubject));
        Assert.Equal(
            (Samples.ServiceId, Samples.ConsumerTeam, Samples.ProviderTeam), (connection.ServiceId, connection.ConsumerTeamId, connection.ProviderTeamId));
        Assert.Equal(connection.Spec.EndsAt, connection.EndsAt);
        Assert.Equal(7, connection.Id.Version);
        Assert.Equal([Samples.ConsumerTeam, Samples.ProviderTeam], connection.Subject.TeamIds);
    }

    [Fact]
    public void Approval_of_other_effects_is_refused_and_changes_nothing()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.AwaitingApproval);
        var before = CanonicalJson.Bytes(connection);
        var other = ConnectionEffects.Of(connection.Spec with { PrivateDns = false }).PlanHash;

        Assert.Throws<SomeoneWasFasterException>(() => connection.Approve(other, Later));

        Assert.Equal(before, CanonicalJson.Bytes(connection));
        Assert.Empty(connection.TakeEvents());
    }

    [Fact]
    public void Approval_keeps_the_hash_that_was_approved_until_a_new_round_begins()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.AwaitingApproval);
        connection.Approve(connection.Effects.PlanHash, Later);
        Assert.Equal(connection.Effects.PlanHash, connection.ApprovedPlanHash);

        connection.Mark(ConnectionAction.VoidApproval, "the policy changed", Later);

        Assert.Null(connection.ApprovedPlanHash);
    }

    [Fact]
    public void Submitting_binds_the_request_to_its_round_of_approval()
    {
        var connection = Samples.Connection();

        connection.Submit(Samples.ReviewId, Later);

        Assert.Equal(Samples.ReviewId, connection.ReviewId);
        Assert.Null(connection.ApprovedPlanHash);
    }

    [Fact]
    public void Reconnecting_lasts_until_the_endpoint_is_available_again()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Disconnected);
        connection.Reconnect(Later, Later);
        Assert.True(connection.Reconnecting);

        connection.Mark(ConnectionAction.MarkAvailable, null, Later);

        Assert.False(connection.Reconnecting);
    }

    [Fact]
    public void Learning_the_endpoints_id_raises_the_version_once()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Provisioning);
        var (version, generation) = (connection.Version, connection.WantedGeneration);

        connection.Identify("vpce-0123456789abcdef0");
        connection.Identify("vpce-0123456789abcdef0");

        Assert.Equal(("vpce-0123456789abcdef0", version + 1, generation), (connection.VpcEndpointId, connection.Version, connection.WantedGeneration));
    }

    [Fact]
    public void Describing_changes_what_people_read_and_nothing_in_AWS()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Available);
        var (version, generation, hash) = (connection.Version, connection.WantedGeneration, connection.Effects.PlanHash);

        connection.Describe("Billing and audit", new Dictionary<string, string>(connection.Tags), "CHG-7");

        Assert.Equal((version + 1, generation, hash), (connection.Version, connection.WantedGeneration, connection.Effects.PlanHash));
        Assert.Equal(("Billing and audit", "CHG-7"), (connection.Justification, connection.ExternalReference));
        Assert.Equal("connection.describe", Assert.Single(connection.TakeEvents()).Action);
    }

    [Fact]
    public void Other_tags_are_wanted_in_AWS_too_and_need_no_new_approval()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Available);
        var (generation, hash) = (connection.WantedGeneration, connection.Effects.PlanHash);

        connection.Describe(connection.Justification, new Dictionary<string, string> { ["cost"] = "42" }, null);

        Assert.Equal((generation + 1, hash, "42"), (connection.WantedGeneration, connection.Effects.PlanHash, connection.Tags["cost"]));
        Assert.Equal("cost=42", Assert.Single(connection.TakeEvents()).Details!["tags"]);
    }

    [Fact]
    public void Asking_for_another_look_is_told_and_changes_nothing()
    {
        var connection = ExpectedConnectionMoves.At(ConnectionStage.Provisioning);
        var before = CanonicalJson.Bytes(connection);

        connection.Retry();

        Assert.Equal(before, CanonicalJson.Bytes(connection));
        Assert.Equal("connection.retry", Assert.Single(connection.TakeEvents()).Action);
        Assert.Empty(connection.TakeEvents());
    }

    [Fact]
    public void A_grant_is_released_once_and_remembered()
    {
        var grant = new Grant(
            Guid.CreateVersion7(Samples.Now), Samples.ServiceId, Guid.CreateVersion7(Samples.Now), "arn:aws:iam::222222222222:root", Samples.Now);
        Assert.Null(grant.ReleasedAt);

        grant.Release(Later);
        grant.Release(Later.AddHours(1));

        Assert.Equal(Later, grant.ReleasedAt);
    }
}
