using System.Net;
using Portal.Web.Security.Limits;

namespace Portal.Web.Tests.Security.Limits;

public sealed class AddressGroupTests
{
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    public void A_network_of_one_owner_is_one_address(string one, string other) =>
        Assert.Equal(AddressGroup.Of(IPAddress.Parse(one)), AddressGroup.Of(IPAddress.Parse(other)));

    [Fact]
    public void However_many_addresses_there_are_they_take_a_bounded_number_of_groups_and_spread_over_them()
    {
        var groups = Enumerable.Range(0, 200_000)
            .Select(number => AddressGroup.Of(new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number])))
            .GroupBy(group => group).Select(group => group.Count()).ToList();

        Assert.Equal(AddressGroup.Groups, groups.Count);
        Assert.All(groups, members => Assert.InRange(members, 10, 120));
    }

    [Fact]
    public void Nobodys_address_is_a_group_too() => Assert.InRange(AddressGroup.Of(null), 0, AddressGroup.Groups - 1);
}
