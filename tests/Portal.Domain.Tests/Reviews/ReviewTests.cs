using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Reviews;
using static Portal.Domain.Reviews.ReviewVerdict;

namespace Portal.Domain.Tests.Reviews;

public sealed class ReviewTests
{
    private static readonly DateTimeOffset Later = Samples.Now.AddMinutes(5);

    private static readonly ReviewLevel Network = new("Network admins", null, 1);

    private static readonly ReviewLevel Providers = new("Providers of Ledger", Samples.ProviderTeam, 1);

    public static TheoryData<ReviewVerdict> Refusals => [Deny, RequestChanges];

    [Fact]
    public void Levels_are_decided_in_their_order_and_the_last_approval_closes_the_round()
    {
        var review = Open(Network, Providers);
        Assert.Equal((ReviewState.Open, 0, 1), (review.State, review.CurrentLevel, review.Version));

        Decide(review, Samples.NetworkAdmin());
        Assert.Equal((ReviewState.Open, 1, 2), (review.State, review.CurrentLevel, review.Version));
        Assert.Null(review.ClosedAt);

        Decide(review, Samples.Provider());
        Assert.Equal((ReviewState.Approved, 2, 3), (review.State, review.CurrentLevel, review.Version));
        Assert.Equal(Later, review.ClosedAt);
        Assert.Equal([(0, "nadia"), (1, "pedro")], review.Decisions.Select(decision => (decision.Level, decision.Subject)));
    }

    [Fact]
    public void The_second_level_cannot_be_decided_before_the_first() =>
        Refused(Open(Network, Providers), Samples.Provider(), "It is the turn of \"Network admins\", and you are not one of them.");

    [Fact]
    public void The_first_level_cannot_be_decided_again_by_another_of_its_people()
    {
        var review = Open(Network, Providers);
        Decide(review, Samples.NetworkAdmin());

        Refused(review, Samples.NetworkAdmin("noah"), "It is the turn of \"Providers of Ledger\", and you are not one of them.");
    }

    [Fact]
    public void A_level_that_needs_two_people_waits_for_the_second()
    {
        var review = Open(Network with { Approvals = 2 }, Providers);

        Decide(review, Samples.NetworkAdmin());
        Assert.Equal(0, review.CurrentLevel);
        Refused(review, Samples.NetworkAdmin(), "You have decided");

        Decide(review, Samples.NetworkAdmin("noah"));
        Assert.Equal((1, ReviewState.Open), (review.CurrentLevel, review.State));
    }

    [Fact]
    public void Who_asked_never_decides_at_any_level_through_any_membership()
    {
        var requester = Samples.Consumer() with
        {
            Name = "Carla under another name",
            Memberships = [new(Samples.ConsumerTeam, [TeamRole.Consumer]), new(Samples.ProviderTeam, [TeamRole.Provider])],
            PortalRoles = [PortalRole.NetworkAdmin],
        };
        var review = Open(Network, Providers);

        Refused(review, requester, "You asked for this yourself");
        Decide(review, Samples.NetworkAdmin());
        Refused(review, requester, "You asked for this yourself");
    }

    [Fact]
    public void One_person_never_decides_two_levels()
    {
        var both = Samples.Provider() with { PortalRoles = [PortalRole.NetworkAdmin] };
        var review = Open(Network, Providers);
        Decide(review, both);

        Refused(review, both with { Name = "Pedro P." }, "You have decided at another level already");
    }

    [Theory]
    [InlineData(true, "You asked for an earlier round of this request, so somebody else has to approve it.")]
    [InlineData(false, "You changed what this request says, so somebody else has to approve it.")]
    public void Who_had_a_hand_in_any_round_decides_none_of_them(bool asked, string because)
    {
        var involved = Samples.NetworkAdmin();
        HashSet<PersonKey> one = [involved.Key];
        var authors = asked ? new SubjectAuthors(one, new HashSet<PersonKey>()) : new SubjectAuthors(new HashSet<PersonKey>(), one);
        var review = Open(Network, Providers);

        foreach (var verdict in Enum.GetValues<ReviewVerdict>())
        {
            Assert.Equal(
                because,
                Assert.Throws<DomainException>(
                    () => review.Decide(involved with { Name = "Another name" }, authors, verdict, "because", review.PlanHash, Later)).Message);
        }

        Assert.Empty(review.Decisions);
        review.Decide(Samples.NetworkAdmin("noah"), authors, Approve, null, review.PlanHash, Later);
        Assert.Single(review.Decisions);
    }

    [Fact]
    public void Approvals_count_only_while_those_who_gave_them_may_still_give_them()
    {
        var (admin, provider) = (Samples.NetworkAdmin(), Samples.Provider());
        var review = Open(Network, Providers);
        Decide(review, admin);
        Decide(review, provider);
        Dictionary<PersonKey, Actor> present = new() { [admin.Key] = admin, [provider.Key] = provider };

        Assert.True(review.StandsFor(present, SubjectAuthors.None));
        Assert.False(review.StandsFor(present, new(new HashSet<PersonKey>(), new HashSet<PersonKey> { admin.Key })));
        Assert.False(review.StandsFor(new Dictionary<PersonKey, Actor>(present) { [admin.Key] = admin with { PortalRoles = [] } }, SubjectAuthors.None));
        Assert.False(review.StandsFor(new Dictionary<PersonKey, Actor> { [provider.Key] = provider }, SubjectAuthors.None));
    }

    [Fact]
    public void The_same_subject_of_another_issuer_is_another_person()
    {
        var review = Open(Network, Providers);
        Decide(review, Samples.NetworkAdmin("sam"));

        Decide(review, Samples.Provider("sam") with { Issuer = "https://partner.example" });

        Assert.Equal(ReviewState.Approved, review.State);
    }

    [Fact]
    public void Only_providers_of_the_very_team_are_entitled_to_its_level()
    {
        var level = new ReviewLevel("Providers", Samples.ProviderTeam, 1);

        Assert.True(level.Entitles(Samples.Provider()));
        Assert.False(level.Entitles(Samples.Person("a", new Membership(Samples.ConsumerTeam, [TeamRole.Provider]))));
        Assert.False(level.Entitles(Samples.Person("b", new Membership(Samples.ProviderTeam, [TeamRole.Consumer]))));
        Assert.False(level.Entitles(Samples.NetworkAdmin()));
        Assert.False(level.Entitles(Actor.System("sweep")));
    }

    [Fact]
    public void Only_network_admins_are_entitled_to_their_level()
    {
        Assert.True(Network.Entitles(Samples.NetworkAdmin()));
        Assert.False(Network.Entitles(Samples.Provider()));
        Assert.False(Network.Entitles(Samples.Person("otto") with { PortalRoles = [PortalRole.Auditor] }));
        Assert.False(Network.Entitles(Actor.System("sweep")));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_needs_a_reason(ReviewVerdict verdict)
    {
        foreach (var reason in new[] { null, "", "  \t" })
        {
            var review = Open(Network);
            var before = CanonicalJson.Bytes(review);

            var wrong = Assert.Throws<InvalidInputException>(
                () => review.Decide(Samples.NetworkAdmin(), SubjectAuthors.None, verdict, reason, review.PlanHash, Later));

            Assert.Equal("reason", Assert.Single(wrong.Errors).Field);
            Assert.Equal(before, CanonicalJson.Bytes(review));
        }
    }

    [Theory]
    [InlineData(Deny, ReviewState.Denied, "review.deny")]
    [InlineData(RequestChanges, ReviewState.ChangesRequested, "review.request-changes")]
    public void One_refusal_at_any_level_closes_the_round(ReviewVerdict verdict, ReviewState expected, string action)
    {
        var review = Open(Network, Providers);
        Decide(review, Samples.NetworkAdmin());

        var fact = review.Decide(Samples.Provider(), SubjectAuthors.None, verdict, "  too broad ", review.PlanHash, Later);

        Assert.Equal((expected, Later, 3), (review.State, review.ClosedAt!.Value, review.Version));
        Assert.Equal("too broad", review.Decisions[^1].Reason);
        Assert.Equal((action, "Open", expected.ToString(), "too broad"), (fact.Action, fact.From, fact.To, fact.Reason));
    }

    [Fact]
    public void An_approval_is_told_with_its_level_and_the_hash_that_was_shown()
    {
        var review = Open(Network);

        var fact = Decide(review, Samples.NetworkAdmin());

        Assert.Equal(("review.approve", "Open", "Approved"), (fact.Action, fact.From, fact.To));
        Assert.Equal((review.Id.ToString(), "Network admins", review.PlanHash), (fact.Details!["reviewId"], fact.Details["level"], fact.Details["planHash"]));
    }

    [Fact]
    public void Who_was_shown_another_plan_does_not_decide()
    {
        var review = Open(Network);
        var before = CanonicalJson.Bytes(review);
        var other = ConnectionEffects.Of(Samples.ConnectionSpec() with { VpcId = "vpc-00000000000000000" }).PlanHash;

        Assert.Throws<SomeoneWasFasterException>(() => review.Decide(Samples.NetworkAdmin(), SubjectAuthors.None, Approve, null, other, Later));

        Assert.Equal(before, CanonicalJson.Bytes(review));
    }

    [Theory]
    [InlineData(Approve, "Everybody who had to has approved")]
    [InlineData(Deny, "It is rejected")]
    [InlineData(RequestChanges, "It was sent back for changes")]
    public void A_closed_round_takes_no_decision(ReviewVerdict verdict, string refusal)
    {
        var review = Open(Network);
        review.Decide(Samples.NetworkAdmin(), SubjectAuthors.None, verdict, "because", review.PlanHash, Later);

        Refused(review, Samples.NetworkAdmin("noah"), refusal);
    }

    [Fact]
    public void A_void_round_takes_no_decision_and_its_approval_no_longer_counts()
    {
        var review = Open(Network);
        Decide(review, Samples.NetworkAdmin());

        review.MarkVoid(Later.AddHours(1));

        Assert.Equal((ReviewState.Void, 3, Later.AddHours(1)), (review.State, review.Version, review.ClosedAt!.Value));
        Refused(review, Samples.NetworkAdmin("noah"), "What it was about has changed or gone");
    }

    [Fact]
    public void A_refused_round_stays_refused_when_it_becomes_void()
    {
        var review = Open(Network);
        review.Decide(Samples.NetworkAdmin(), SubjectAuthors.None, Deny, "too broad", review.PlanHash, Later);

        review.MarkVoid(Later.AddHours(1));

        Assert.Equal((ReviewState.Denied, 2, Later), (review.State, review.Version, review.ClosedAt!.Value));
    }

    [Fact]
    public void A_round_without_levels_is_approved_at_once()
    {
        var review = Open();

        Assert.Equal((ReviewState.Approved, Samples.Now), (review.State, review.ClosedAt!.Value));
        Refused(review, Samples.NetworkAdmin(), "Everybody who had to has approved");
    }

    [Fact]
    public void A_round_is_bound_to_the_effects_that_it_was_opened_for()
    {
        var effects = Samples.Connection().Effects;
        var review = Open(Network);

        Assert.Equal(effects.PlanHash, review.PlanHash);
        Assert.Equal(effects.Bytes, review.EffectBytes);
    }

    private static Review Open(params ReviewLevel[] levels) => Review.Open(
        ReviewPurpose.Connect, Samples.ReviewId, Samples.ConsumerTeam, Samples.ProviderTeam, 1, Samples.Connection().Effects, levels, Samples.Consumer(),
        Samples.Now);

    private static Domain.Audit.DomainEvent Decide(Review review, Actor actor) =>
        review.Decide(actor, SubjectAuthors.None, Approve, null, review.PlanHash, Later);

    private static void Refused(Review review, Actor actor, string because)
    {
        var before = CanonicalJson.Bytes(review);

        var refusal = Assert.Throws<DomainException>(() => Decide(review, actor));

        Assert.StartsWith(because, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(refusal.Message, review.WhyNot(actor, SubjectAuthors.None));
        Assert.Equal(before, CanonicalJson.Bytes(review));
    }
}
