using Portal.Domain.Provisioning;

namespace Portal.Domain.Tests.Provisioning;

public sealed class AwsTagsTests
{
    private static readonly Dictionary<string, string> None = [];

    [Theory]
    [InlineData("Payments API listener 443", "Payments API listener 443")]
    [InlineData("Überweisung / EU: a_b=c+d-e@f.g", "Überweisung / EU: a_b=c+d-e@f.g")]
    [InlineData("Payments & \"more\" (EU)", "Payments - -more- -EU-")]
    public void A_name_has_only_characters_that_AWS_takes(string name, string expected) => Assert.Equal(expected, AwsTags.Named(None, name)["Name"]);

    [Fact]
    public void A_long_name_is_cut_to_what_AWS_takes() => Assert.Equal(256, AwsTags.Readable(new string('x', 300)).Length);

    [Fact]
    public void Who_types_a_name_gets_that_name() =>
        Assert.Equal("mine", AwsTags.Named(new Dictionary<string, string> { ["Name"] = "mine" }, "Payments API listener 443")["Name"]);

    [Fact]
    public void People_the_portal_and_a_name_share_what_AWS_allows() => Assert.Equal(46, AwsTags.MostOfPeople);

    [Theory]
    [InlineData("aws:cloudformation:stack-name", true)]
    [InlineData("AWS:x", true)]
    [InlineData("privatelink-portal:installation", true)]
    [InlineData("awsome", false)]
    [InlineData("CostCentre", false)]
    public void Keys_of_AWS_and_of_the_portal_are_nobody_elses_to_set(string key, bool reserved) => Assert.Equal(reserved, AwsTags.IsReserved(key));

    [Fact]
    public void The_history_tells_only_what_has_changed()
    {
        var before = new Dictionary<string, string> { ["CostCentre"] = "4711", ["Owner"] = "checkout", ["Team"] = "store" };
        var after = new Dictionary<string, string> { ["CostCentre"] = "4712", ["Team"] = "store" };

        Assert.Equal(("CostCentre=4711, Owner=checkout", "CostCentre=4712"), (
            AwsTags.Changes(before, after, before: true), AwsTags.Changes(before, after, before: false)));
        Assert.Null(AwsTags.Changes(after, after, before: true));
        Assert.True(AwsTags.AreSame(after, new Dictionary<string, string>(after)));
        Assert.False(AwsTags.AreSame(before, after));
    }
}
