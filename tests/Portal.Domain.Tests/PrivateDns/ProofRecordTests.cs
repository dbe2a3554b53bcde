using Portal.Domain.PrivateDns;

namespace Portal.Domain.Tests.PrivateDns;

public sealed class ProofRecordTests
{
    [Theory]
    [InlineData("api.example.com", "_6e86v84tqgqubxbwii1m", "_6e86v84tqgqubxbwii1m.api.example.com")]
    [InlineData("API.Example.com.", "_6E86v84tqgqubxbwii1m", "_6e86v84tqgqubxbwii1m.api.example.com")]
    [InlineData("*.example.com", "_6e86v84tqgqubxbwii1m", "_6e86v84tqgqubxbwii1m.example.com")]
    [InlineData("api.example.com", "_6e86v84tqgqubxbwii1m.api.example.com.", "_6e86v84tqgqubxbwii1m.api.example.com")]
    public void Its_name_is_the_label_that_AWS_gives_in_front_of_the_domain(string dnsName, string label, string name) =>
        Assert.Equal(name, new ProofRecord(dnsName, label, "vpce:x").FullName);

    [Fact]
    public void A_look_up_asks_for_few_names_whatever_the_depth()
    {
        var deep = new ProofRecord(string.Join('.', Enumerable.Repeat("a", 60)) + ".example.com", "_6e86v84tqgqubxbwii1m", "vpce:x");

        Assert.InRange(deep.Names.Count, 8, 16);
        Assert.Equal(deep.FullName, deep.Names[0]);
    }

    [Fact]
    public void A_look_up_asks_for_no_name_that_cannot_be()
    {
        var longest = new ProofRecord(string.Join('.', Enumerable.Repeat(new string('a', 57), 4)), "_6e86v84tqgqubxbwii1m", "vpce:x");

        Assert.All(longest.Names, name => Assert.True(name.Length <= 253));
    }

    [Fact]
    public void No_top_level_domain_is_asked() => Assert.DoesNotContain("com", new ProofRecord("example.com", "_x", "vpce:x").Names);
}
