using Portal.Domain.Accounts;

namespace Portal.Domain.Tests.Accounts;

/// <summary>Until somebody has proven an account, whoever registers it last may try.</summary>
public sealed class RegisterAnewTests
{
    private static readonly Guid Other = Guid.CreateVersion7();
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

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
    public void Whoever_has_proven_it_keeps_it(AccountStage stage)
    {
        var account = Registered();
        account.MarkProven();
        if (stage == AccountStage.AccessLost)
        {
            account.MarkAccessLost();
        }

        Assert.Throws<IllegalMoveException>(() => account.RegisterAnew(Other, "theirs", "eu-west-1", "role", "second"));
        Assert.Equal("first", account.ExternalId);
    }

    [Fact]
    public void A_retired_account_is_registered_again_and_has_to_be_proved_again()
    {
        var account = Registered();
        account.MarkProven();
        account.Retire();

        account.RegisterAnew(Other, "theirs", "eu-west-1", null, null);

        Assert.Equal((AccountStage.Registered, false, null), (account.Stage, account.IsManaged, account.ExternalId));
        Assert.False(account.CanConnect);
    }

    [Fact]
    public void What_an_earlier_team_was_asked_to_sign_counts_for_nobody_else()
    {
        var account = new AwsAccount("111122223333", Guid.CreateVersion7(), "mine", "us-east-1");
        account.Ask("first", Now.AddMinutes(15));

        account.RegisterAnew(Other, "theirs", "eu-west-1", null, null);

        Assert.False(account.Awaits(Now));
    }

    [Fact]
    public void A_challenge_can_be_answered_once_and_until_it_ends()
    {
        var account = new AwsAccount("111122223333", Guid.CreateVersion7(), "mine", "us-east-1");
        account.Ask("first", Now.AddMinutes(15));

        Assert.True(account.Awaits(Now.AddMinutes(15).AddTicks(-1)));
        Assert.False(account.Awaits(Now.AddMinutes(15)));
        account.MarkProven();
        Assert.False(account.Awaits(Now));
    }

    [Fact]
    public void Only_a_self_managed_account_that_nobody_has_proved_is_asked_for_a_signature()
    {
        Assert.Throws<DomainException>(() => Registered().Ask("first", Now));
        var proven = new AwsAccount("111122223333", Guid.CreateVersion7(), "mine", "us-east-1");
        proven.MarkProven();
        Assert.Throws<DomainException>(() => proven.Ask("first", Now));
    }

    private static AwsAccount Registered() =>
        new("111122223333", Guid.CreateVersion7(), "mine", "us-east-1") { RoleArn = "arn:aws:iam::111122223333:role/PrivateLinkPortal", ExternalId = "first" };
}
