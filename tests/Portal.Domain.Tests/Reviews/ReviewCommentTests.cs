using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Reviews;

namespace Portal.Domain.Tests.Reviews;

public sealed class ReviewCommentTests
{
    private static readonly Review Review = Review.Open(
        ReviewPurpose.Connect, Samples.Connection().Id, Samples.ConsumerTeam, Samples.ProviderTeam, 1, ConnectionEffects.Of(Samples.ConnectionSpec()),
        [new("Network admins", null, 1)], Samples.Consumer(), Samples.Now);

    public static TheoryData<string, bool> People => new()
    {
        { "consumer", true }, { "provider", true }, { "admin", true }, { "auditor", false }, { "stranger", false },
    };

    [Theory]
    [MemberData(nameof(People))]
    public void Both_sides_and_network_admins_comment_and_nobody_else(string who, bool may)
    {
        var actor = Who(who);

        Assert.Equal(may, ReviewComment.WhyNot(Review, actor) is null);
        if (may)
        {
            var comment = ReviewComment.On(Review, actor, "Which port?", Samples.Now);
            Assert.Equal((Review.Id, Review.SubjectId, actor.Key, "Which port?"), (comment.ReviewId, comment.SubjectId, comment.Person, comment.Text));
        }
        else
        {
            Assert.Throws<DomainException>(() => ReviewComment.On(Review, actor, "Which port?", Samples.Now));
        }
    }

    private static Actor Who(string who) => who switch
    {
        "consumer" => Samples.Consumer(),
        "provider" => Samples.Provider(),
        "admin" => Samples.NetworkAdmin(),
        "auditor" => Samples.Person("ada") with { PortalRoles = [PortalRole.Auditor] },
        _ => Samples.Person("sam"),
    };
}
