using Portal.Domain.Accounts;

namespace Portal.Domain.Tests.Accounts;

public sealed class MandatoryTagTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_tag_of_any_value_wants_one_and_takes_every_one()
    {
        var tag = MandatoryTag.OfAccount("310000000001", "CostCentre", [], Now);

        Assert.Equal("Give it a value", tag.WhyNot(null));
        Assert.Equal("Give it a value", tag.WhyNot(" "));
        Assert.Null(tag.WhyNot("4711"));
    }

    [Fact]
    public void A_tag_with_a_list_takes_exactly_what_is_listed_and_says_what_that_is()
    {
        var tag = MandatoryTag.OfTeam(Guid.Empty, "Stage", ["prod", "pre prod"], Now);

        Assert.Equal("Give it one of the values prod, pre prod", tag.WhyNot(""));
        Assert.Equal("Use one of the values prod, pre prod", tag.WhyNot("Prod"));
        Assert.Null(tag.WhyNot("pre prod"));
    }

    [Fact]
    public void Other_values_count_from_when_they_were_set_and_the_same_ones_change_nothing()
    {
        var tag = MandatoryTag.OfAccount("310000000001", "Stage", ["prod"], Now);

        Assert.False(tag.Allow(["prod"], Now.AddDays(1)));
        Assert.Equal(Now, tag.SetAt);
        Assert.True(tag.Allow([], Now.AddDays(2)));
        Assert.Equal((0, Now.AddDays(2)), (tag.Values.Count, tag.SetAt));
    }
}
