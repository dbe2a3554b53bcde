using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Networking;

namespace Portal.Domain.Tests.Networking;

public sealed class Ipv4CidrSetTests
{
    private static readonly Gen<(IReadOnlyList<string> Blocks, string Address)> Cases =
        from count in Gen.Choose(0, 6)
        from blocks in Gen.ListOf(Block, count)
        from inside in Generate.Coin
        from address in inside && count > 0 ? Gen.Elements(blocks.Select(block => block.Split('/')[0])) : Number.Select(Text)
        select ((IReadOnlyList<string>)[.. blocks], address);

    // Few high bits, so that blocks often hold one another's addresses.
    private static Gen<uint> Number => from high in Gen.Choose(0, 3) from low in Gen.Choose(0, 1 << 20) select ((uint)high << 30) | (uint)low;

    private static Gen<string> Block =>
        from number in Number
        from length in Gen.Choose(0, 32)
        select $"{Text(length == 0 ? 0 : number & (uint.MaxValue << (32 - length)))}/{length}";

    [Fact]
    public void An_address_is_in_the_set_exactly_when_one_of_the_blocks_contains_it() => Property.Holds(Cases, one =>
        Assert.Equal(one.Blocks.Any(block => Ipv4Cidr.Parse(block).Contains(one.Address)), Ipv4CidrSet.Of(one.Blocks).Contains(one.Address)));

    [Fact]
    public void What_is_no_block_is_left_out_and_what_is_no_address_is_in_none()
    {
        var set = Ipv4CidrSet.Of(["10.0.0.0/8", "nonsense", "10.0.0.1/8", ""]);

        Assert.True(set.Contains("10.9.9.9"));
        Assert.False(set.Contains("11.0.0.1"));
        Assert.False(Ipv4CidrSet.Of(["0.0.0.0/0"]).Contains("10.1"));
    }

    private static string Text(uint number) => $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}";
}
