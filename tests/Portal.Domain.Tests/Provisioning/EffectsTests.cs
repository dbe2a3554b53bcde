using System.Security.Cryptography;
using System.Text;
using FsCheck.Fluent;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class EffectsTests
{
    [Fact]
    public void The_plan_hash_is_the_SHA_256_of_the_canonical_bytes_in_hexadecimal_digits()
    {
        var effects = new Effects("service.publish", [new("load-balancer.create", "111111111111", "us-east-1", "vpc-1", "subnet-1")]);

        Assert.Equal(
            """
            {"effects":[{"accountId":"111111111111","detail":"subnet-1","region":"us-east-1","step":"load-balancer.create","target":"vpc-1"}],
            "format":1,"subject":"service.publish"}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(effects.Bytes));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(effects.Bytes)), effects.PlanHash);
        Assert.Matches(@"^[0-9a-f]{64}\z", effects.PlanHash);
    }

    [Fact]
    public void The_order_in_which_effects_were_named_leaves_no_trace() =>
        Property.Holds(
            from effects in Generate.Some(2, 16, [.. Pool()])
            from shuffled in Generate.Shuffled(effects)
            select (effects, shuffled),
            lists => Assert.Equal(new Effects("x", lists.effects).PlanHash, new Effects("x", lists.shuffled).PlanHash));

    [Fact]
    public void An_effect_that_is_named_twice_counts_once()
    {
        var effect = Pool().First();

        Assert.Single(new Effects("x", [effect, effect with { }]).Ordered);
        Assert.Equal(new Effects("x", [effect]).PlanHash, new Effects("x", [effect, effect]).PlanHash);
    }

    [Fact]
    public void Another_subject_or_another_effect_has_another_hash()
    {
        var effect = Pool().First();
        string[] hashes =
        [
            new Effects("x", [effect]).PlanHash, new Effects("y", [effect]).PlanHash, new Effects("x", []).PlanHash, new Effects("x", Pool()).PlanHash,
            .. new[] { effect with { Step = "b" }, effect with { AccountId = "b" }, effect with { Region = "b" }, effect with { Target = "b" },
            effect with { Detail = "b" } }
                .Select(other => new Effects("x", [other]).PlanHash),
        ];

        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void Effects_hold_exactly_what_was_named()
    {
        var effects = new Effects("x", Pool().Take(3));

        Assert.All(Pool().Take(3), effect => Assert.True(effects.Contains(effect with { })));
        Assert.All(Pool().Skip(3), effect => Assert.False(effects.Contains(effect)));
    }

    private static IEnumerable<Effect> Pool() =>
        from step in new[] { "endpoint.create", "endpoint.delete" }
        from account in new[] { "111111111111", "222222222222" }
        from region in new[] { "us-east-1", "eu-central-1" }
        from detail in new[] { "", "groups=sg-1" }
        select new Effect(step, account, region, "vpc-1", detail);
}
