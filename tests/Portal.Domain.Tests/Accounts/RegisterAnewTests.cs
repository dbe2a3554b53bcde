using Portal.Domain.Accounts;

namespace Portal.Domain.Tests.Accounts;

/// <summary>Until somebody has proven an account, whoever registers it last may try.</summary>
public sealed class RegisterAnewTests
{
    private static readonly Guid Other = Guid.CreateVersion7();

    [Fact]
    public void What_the_earlier_team_was_told_to_make_counts_no_more()
    {
        var account = Registered();

        account.RegisterAnew(Other, "theirs", "eu-west-1", "arn:aws:iam::111122223333:role/PrivateLinkPortal", "second");

        Assert.Equal((Other, "theirs", "eu-west-1", "second"), (account.TeamId, account.Alias, account.Region, account.ExternalId));
    }

    [Theory]
    [InlineData(AccountStage.Proven)]
    [InlineData(AccountStage.AccessLost)]
    [InlineData(AccountStage.Retired)]
    public void Whoever_has_proven_it_keeps_it(AccountStage stage)
    {
        var account = Registered();
        account.MarkProven();
        (stage == AccountStage.AccessLost ? account.MarkAccessLost : stage == AccountStage.Retired ? account.Retire : (Action)(() => { }))();

        Assert.Throws<IllegalMoveException>(() => account.RegisterAnew(Other, "theirs", "eu-west-1", "role", "second"));
        Assert.Equal("first", account.ExternalId);
    }

    private static AwsAccount Registered() =>
        new("111122223333", Guid.CreateVersion7(), "mine", "us-east-1") { RoleArn = "arn:aws:iam::111122223333:role/PrivateLinkPortal", ExternalId = "first" };
}
