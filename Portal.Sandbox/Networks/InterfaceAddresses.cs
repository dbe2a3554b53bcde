using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Networks;

/// <summary>Which addresses of a subnet are taken, and the next free one.</summary>
internal static class InterfaceAddresses
{
    public static int Free(Store store, Subnet subnet, DateTimeOffset now) => (int)(Cidr.Parse(subnet.Cidr).Size - 5 - Taken(store, subnet, now).Count());

    public static bool IsTaken(Store store, Subnet subnet, string address, DateTimeOffset now) => Taken(store, subnet, now).Contains(address);

    /// <summary>The lowest free address of the subnet.</summary>
    public static string NextOrFail(Call call, Subnet subnet) => Next(call.Store, subnet, call.Now) ?? throw NetworkErrors.NoFreeAddress(subnet.Id);

    /// <summary>An address that was asked for, if the subnet can give it.</summary>
    public static string Checked(Call call, Subnet subnet, string address)
    {
        if (!Cidr.TryAddress(address, out var number))
        {
            throw CommonErrors.InvalidValue(AwsApi.Ec2, "Ipv4", address, "It is not an IPv4 address");
        }

        var cidr = Cidr.Parse(subnet.Cidr);
        if (!cidr.Contains(number))
        {
            throw NetworkErrors.AddressOutside(address);
        }

        if (cidr.IsReserved(number))
        {
            throw NetworkErrors.AddressReserved(address);
        }

        return IsTaken(call.Store, subnet, address, call.Now) ? throw NetworkErrors.AddressInUse(address) : address;
    }

    /// <summary>The lowest free address, or null when the subnet is full.</summary>
    public static string? Next(Store store, Subnet subnet, DateTimeOffset now)
    {
        var cidr = Cidr.Parse(subnet.Cidr);
        var taken = Taken(store, subnet, now).ToHashSet();
        for (var offset = 4u; offset < cidr.Size - 1; offset++)
        {
            var address = Cidr.Format(cidr.First + offset);
            if (!taken.Contains(address))
            {
                return address;
            }
        }

        return null;
    }

    private static IEnumerable<string> Taken(Store store, Subnet subnet, DateTimeOffset now) =>
        store.NetworkInterfacesBySubnet[subnet.Id].There(now).Select(card => card.PrivateIp);
}
