using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Portal.Domain.Networking;

namespace Portal.Domain.Tests.Networking;

public sealed class Ipv4CidrTests
{
    private static readonly Gen<Ipv4Cidr> Blocks =
        from prefix in Gen.Choose(0, 32)
        from high in Gen.Choose(0, 0xFFFF)
        from low in Gen.Choose(0, 0xFFFF)
        let mask = prefix == 0 ? 0u : uint.MaxValue << (32 - prefix)
        select Ipv4Cidr.Parse($"{Address((((uint)high << 16) | (uint)low) & mask)}/{prefix}");

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.20.0.0/16")]
    [InlineData("192.168.1.128/25")]
    [InlineData("255.255.255.255/32")]
    public void A_block_is_read_and_written_alike(string text) => Assert.Equal(text, Ipv4Cidr.Parse(text).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/")]
    [InlineData("/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData(" 10.0.0.0/8")]
    [InlineData("10.0.0.0/8\n")]
    [InlineData("10.0.0/8")]
    [InlineData("10/8")]
    [InlineData("0xa.0.0.0/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("256.0.0.0/8")]
    [InlineData("10.0.0.0/99999999999")]
    [InlineData("::/0")]
    [InlineData("fd00::/8")]
    [InlineData("::ffff:10.0.0.0/8")]
    public void What_is_not_a_block_is_refused(string? text)
    {
        Assert.False(Ipv4Cidr.TryParse(text, out _));
        if (text is not null)
        {
            Assert.Throws<FormatException>(() => Ipv4Cidr.Parse(text));
        }
    }

    [Theory]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.20.0.128/24")]
    [InlineData("0.0.0.1/0")]
    [InlineData("10.0.0.1/31")]
    public void Host_bits_that_are_set_make_a_block_malformed(string text) => Assert.False(Ipv4Cidr.TryParse(text, out _));

    [Theory]
    [InlineData("10.20.0.0/16", "10.20.0.0", true)]
    [InlineData("10.20.0.0/16", "10.20.255.255", true)]
    [InlineData("10.20.0.0/16", "10.21.0.0", false)]
    [InlineData("10.20.0.0/16", "10.19.255.255", false)]
    [InlineData("0.0.0.0/0", "203.0.113.9", true)]
    [InlineData("10.0.0.7/32", "10.0.0.7", true)]
    [InlineData("10.0.0.7/32", "10.0.0.8", false)]
    [InlineData("10.20.0.0/16", "10.20.1", false)]
    [InlineData("10.20.0.0/16", "nonsense", false)]
    public void An_address_is_inside_or_not(string block, string address, bool expected) =>
        Assert.Equal(expected, Ipv4Cidr.Parse(block).Contains(address));

    [Theory]
    [InlineData("10.20.1.0", true)]
    [InlineData("10.20.1.3", true)]
    [InlineData("10.20.1.4", false)]
    [InlineData("10.20.1.254", false)]
    [InlineData("10.20.1.255", true)]
    [InlineData("10.20.0.255", false)]
    [InlineData("10.20.2.0", false)]
    [InlineData("nonsense", false)]
    public void The_first_four_addresses_and_the_last_belong_to_AWS(string address, bool expected) =>
        Assert.Equal(expected, Ipv4Cidr.Parse("10.20.1.0/24").IsReservedByAws(address));

    [Theory]
    [InlineData("10.0.0.0/8", "10.20.0.0/16", true)]
    [InlineData("10.20.0.0/16", "10.21.0.0/16", false)]
    [InlineData("10.20.0.0/17", "10.20.128.0/17", false)]
    [InlineData("0.0.0.0/0", "192.168.0.0/16", true)]
    [InlineData("10.0.0.1/32", "10.0.0.1/32", true)]
    [InlineData("10.0.0.1/32", "10.0.0.2/32", false)]
    public void Two_blocks_overlap_or_not_from_either_side(string one, string other, bool expected)
    {
        Assert.Equal(expected, Ipv4Cidr.Parse(one).Overlaps(Ipv4Cidr.Parse(other)));
        Assert.Equal(expected, Ipv4Cidr.Parse(other).Overlaps(Ipv4Cidr.Parse(one)));
    }

    [Fact]
    public void Any_block_survives_being_written_and_read() =>
        Property.Holds(Blocks, block => Assert.Equal(block, Ipv4Cidr.Parse(block.ToString())));

    [Fact]
    public void Two_blocks_overlap_exactly_when_one_holds_the_others_first_address() =>
        Property.Holds(
            Gen.Two(Blocks),
            blocks =>
                Assert.Equal(blocks.Item1.Contains(First(blocks.Item2)) || blocks.Item2.Contains(First(blocks.Item1)), blocks.Item1.Overlaps(blocks.Item2)));

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("10.1", false)]
    [InlineData("10.0.0.01", false)]
    [InlineData("10.0.0.1 ", false)]
    [InlineData("10.0.0.1/32", false)]
    [InlineData("::1", false)]
    [InlineData(null, false)]
    public void An_address_has_four_plain_numbers(string? text, bool expected) => Assert.Equal(expected, Ipv4Cidr.IsAddress(text));

    private static string First(Ipv4Cidr block) => block.ToString().Split('/')[0];

    private static IPAddress Address(uint value) => new([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
}
