using Portal.Domain.EndpointServices;

namespace Portal.Domain.Tests.EndpointServices;

public sealed class EndpointServiceTests
{
    private static readonly DateTimeOffset Later = Samples.Now.AddMinutes(5);

    private static readonly Dictionary<EndpointServiceAction, (string Name, Action<EndpointService> Verb, string? Reason)> Verbs = new()
    {
        [EndpointServiceAction.Drain] = ("service.drain", service => service.Drain(Later.AddDays(30), "moving to v2", Later), "moving to v2"),
        [EndpointServiceAction.ResumeService] = ("service.resume-service", service => service.Resume(Later), null),
        [EndpointServiceAction.Withdraw] = ("service.withdraw", service => service.Withdraw("replaced", Later), "replaced"),
    };

    public static TheoryData<EndpointServiceStage, EndpointServiceAction> VerbsFromEveryStage =>
        [.. ExpectedServiceMoves.Reachable.SelectMany(stage => Verbs.Keys.Select(action => (stage, action)))];

    [Theory]
    [MemberData(nameof(VerbsFromEveryStage))]
    public void What_people_want_moves_as_the_table_says_and_is_told_once_or_is_refused(EndpointServiceStage stage, EndpointServiceAction action)
    {
        var service = ExpectedServiceMoves.At(stage);
        var (version, generation, before) = (service.Version, service.WantedGeneration, CanonicalJson.Bytes(service));
        var (name, verb, reason) = Verbs[action];
        if (!ExpectedServiceMoves.All.TryGetValue((stage, action), out var expected))
        {
            Assert.Throws<IllegalMoveException>(() => verb(service));
            Assert.Equal(before, CanonicalJson.Bytes(service));
            Assert.Empty(service.TakeEvents());
            return;
        }

        verb(service);

        Assert.Equal((expected, Later), (service.Stage, service.StageSince));
        Assert.Equal((version + 1, generation + 1), (service.Version, service.WantedGeneration));
        var fact = Assert.Single(service.TakeEvents());
        Assert.Equal((name, stage.ToString(), expected.ToString(), reason), (fact.Action, fact.From, fact.To, fact.Reason));
    }

    [Fact]
    public void What_an_observation_proves_raises_the_version_but_wants_nothing_new()
    {
        foreach (var ((stage, action), expected) in ExpectedServiceMoves.All.Where(move => EndpointServiceLifecycle.IsProvedByLooking(move.Key.Action)))
        {
            var service = ExpectedServiceMoves.At(stage);
            var (version, generation) = (service.Version, service.WantedGeneration);

            service.Mark(action, "AWS said so", Later);

            Assert.Equal((expected, version + 1, generation), (service.Stage, service.Version, service.WantedGeneration));
            var fact = Assert.Single(service.TakeEvents());
            Assert.Equal((stage.ToString(), expected.ToString(), "AWS said so"), (fact.From, fact.To, fact.Reason));
        }
    }

    [Fact]
    public void Publishing_starts_the_work_and_is_told()
    {
        var service = Samples.Service();

        Assert.Equal((EndpointServiceStage.Publishing, 1, 1L), (service.Stage, service.Version, service.WantedGeneration));
        var fact = Assert.Single(service.TakeEvents());
        Assert.Equal(("service.publish", "Draft", "Publishing", "Ledger"), (fact.Action, fact.From, fact.To, fact.Details!["name"]));
        Assert.Equal([Samples.ProviderTeam], service.Subject.TeamIds);
    }

    [Fact]
    public void Draining_keeps_its_end_and_message_until_the_provider_changes_their_mind()
    {
        var service = ExpectedServiceMoves.At(EndpointServiceStage.Available);

        service.Drain(Later.AddDays(30), "moving to v2", Later);
        Assert.Equal((Later.AddDays(30), "moving to v2"), (service.WithdrawAt!.Value, service.WithdrawalMessage));

        service.Resume(Later);
        Assert.Equal((null, null), ((DateTimeOffset?, string?))(service.WithdrawAt, service.WithdrawalMessage));
    }

    [Fact]
    public void Describing_changes_what_people_read_and_nothing_in_AWS()
    {
        var service = ExpectedServiceMoves.At(EndpointServiceStage.Available);
        var (version, generation) = (service.Version, service.WantedGeneration);
        var partners = new Audience(false, [Samples.ConsumerTeam], []);

        service.Describe(service.Name, "Reads", partners, partners, "CHG-8");

        Assert.Equal((version + 1, generation), (service.Version, service.WantedGeneration));
        Assert.Equal(
            ("Ledger", "Reads", partners, partners, "CHG-8"),
            (service.Name, service.Description, service.Visibility, service.AutoApproval, service.ExternalReference));
        var told = service.TakeEvents();
        Assert.Equal(["service.change-visibility", "service.change-approval", "service.describe"], told.Select(one => one.Action));
        Assert.Equal("Approved at once are the requests of 1 team; before: nobody else", told[1].Details!["summary"]);
    }

    [Fact]
    public void Opening_it_to_everybody_is_told_as_that_and_not_as_another_description()
    {
        var service = ExpectedServiceMoves.At(EndpointServiceStage.Available);
        service.Describe(service.Name, service.Description, service.Visibility, Audience.Nobody, service.ExternalReference);
        service.TakeEvents();

        service.Describe(service.Name, service.Description, service.Visibility, Audience.All, service.ExternalReference);

        var told = Assert.Single(service.TakeEvents());
        Assert.Equal("service.change-approval", told.Action);
        Assert.Equal("Approved at once are the requests of everybody; before: nobody else", told.Details!["summary"]);
    }

    [Fact]
    public void Other_tags_and_another_name_are_wanted_in_AWS_too()
    {
        var service = ExpectedServiceMoves.At(EndpointServiceStage.Available);
        var generation = service.WantedGeneration;

        service.Describe(
            service.Name, service.Description, service.Visibility, service.AutoApproval, null, new Dictionary<string, string> { ["CostCentre"] = "4711" });
        Assert.Equal((generation + 1, "4711"), (service.WantedGeneration, service.Tags["CostCentre"]));
        Assert.Equal("CostCentre=4711", Assert.Single(service.TakeEvents()).Details!["tags"]);

        service.Describe("Ledger 2", service.Description, service.Visibility, service.AutoApproval, null);
        Assert.Equal((generation + 2, "4711"), (service.WantedGeneration, service.Tags["CostCentre"]));
    }

    [Fact]
    public void Learning_AWSs_names_raises_the_version_once()
    {
        var service = ExpectedServiceMoves.At(EndpointServiceStage.Publishing);
        var version = service.Version;

        service.Identify("vpce-svc-0123456789abcdef0", "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0");
        service.Identify("vpce-svc-0123456789abcdef0", "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0");

        Assert.Equal(("vpce-svc-0123456789abcdef0", version + 1), (service.AwsServiceId, service.Version));
    }

    [Fact]
    public void Asking_for_another_look_is_told_and_changes_nothing()
    {
        var service = ExpectedServiceMoves.At(EndpointServiceStage.Publishing);
        var before = CanonicalJson.Bytes(service);

        service.Retry();

        Assert.Equal(before, CanonicalJson.Bytes(service));
        Assert.Equal("service.retry", Assert.Single(service.TakeEvents()).Action);
    }

    [Fact]
    public void An_audience_holds_its_teams_and_accounts_or_everyone()
    {
        var audience = new Audience(false, [Samples.ConsumerTeam], ["222222222222"]);

        Assert.True(audience.Includes(Samples.ConsumerTeam));
        Assert.True(audience.Includes(Samples.ProviderTeam, "222222222222"));
        Assert.False(audience.Includes(Samples.ProviderTeam, "333333333333"));
        Assert.False(audience.Includes(Samples.ProviderTeam));
        Assert.True(Audience.All.Includes(Samples.ProviderTeam));
        Assert.False(Audience.Nobody.Includes(Samples.ProviderTeam, "222222222222"));
    }
}
