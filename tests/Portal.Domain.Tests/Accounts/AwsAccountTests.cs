using Portal.Domain.Accounts;
using static Portal.Domain.Accounts.AccountAction;
using static Portal.Domain.Accounts.AccountStage;

namespace Portal.Domain.Tests.Accounts;

public sealed class AwsAccountTests
{
    private static readonly Dictionary<(AccountStage From, AccountAction Action), AccountStage> Expected = new()
    {
        [(Registered, Register)] = Registered,
        [(Retired, Register)] = Registered,
        [(Registered, MarkProven)] = Proven,
        [(Registered, AccountAction.Retire)] = Retired,
        [(Proven, MarkAccessLost)] = AccessLost,
        [(Proven, AccountAction.Retire)] = Retired,
        [(AccessLost, MarkProven)] = Proven,
        [(AccessLost, AccountAction.Retire)] = Retired,
    };

    private static readonly Dictionary<AccountAction, Action<AwsAccount>> Verbs = new()
    {
        [Register] = account => account.RegisterAnew(Samples.ConsumerTeam, "prod", "us-east-1", "arn:aws:iam::222222222222:role/portal", "y"),
        [MarkProven] = account => account.MarkProven(),
        [MarkAccessLost] = account => account.MarkAccessLost(),
        [AccountAction.Retire] = account => account.Retire(),
    };

    public static TheoryData<AccountStage, AccountAction> Pairs => Paths.Pairs<AccountStage, AccountAction>();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_verb_leads_where_it_was_agreed_or_is_refused_and_changes_nothing(AccountStage stage, AccountAction action)
    {
        var account = At(stage);
        if (Expected.TryGetValue((stage, action), out var expected))
        {
            Verbs[action](account);
            Assert.Equal(expected, account.Stage);
            return;
        }

        var before = CanonicalJson.Bytes(account);
        Assert.Throws<IllegalMoveException>(() => Verbs[action](account));
        Assert.Equal(before, CanonicalJson.Bytes(account));
        Assert.Throws<IllegalMoveException>(() => AccountLifecycle.Next(stage, action));
    }

    [Fact]
    public void Every_stage_has_a_way_out_and_can_be_reached()
    {
        Assert.All(Paths.Stages<AccountStage>(), stage => Assert.Contains(Expected.Keys, move => move.From == stage));
        Assert.Equal(Paths.Stages<AccountStage>().Order(), Paths.From(Registered, Expected).Keys.Order());
        Assert.Equal(Expected.Count, AccountLifecycle.Moves.Count);
    }

    [Fact]
    public void The_portal_works_in_an_account_only_while_its_role_is_proven()
    {
        foreach (var stage in Paths.Stages<AccountStage>())
        {
            Assert.Equal(stage == Proven, At(stage).IsUsable);
        }

        var selfManaged = new AwsAccount("222222222222", Samples.ConsumerTeam, "prod", "us-east-1");
        selfManaged.MarkProven();
        Assert.Equal((false, false), (selfManaged.IsManaged, selfManaged.IsUsable));
    }

    [Fact]
    public void Connections_are_made_from_proven_accounts_whoever_manages_them()
    {
        var selfManaged = new AwsAccount("222222222222", Samples.ConsumerTeam, "prod", "us-east-1");
        Assert.False(selfManaged.CanConnect);
        selfManaged.MarkProven();

        Assert.True(selfManaged.CanConnect);
        Assert.Equal([Proven], Paths.Stages<AccountStage>().Where(stage => At(stage).CanConnect));
    }

    private static AwsAccount At(AccountStage stage)
    {
        var account = new AwsAccount(
            "222222222222", Samples.ConsumerTeam, "prod", "us-east-1")
        { RoleArn = "arn:aws:iam::222222222222:role/portal", ExternalId = "x" };
        foreach (var action in Paths.From(Registered, Expected)[stage])
        {
            Verbs[action](account);
        }

        return account;
    }
}
