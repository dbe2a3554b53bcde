using System.Net;
using System.Net.Sockets;

namespace Portal.Web.Security.Limits;

/// <summary>Addresses by a fixed number of groups, so that however many there are, counting them takes no more memory.</summary>
internal static class AddressGroup
{
    public const int Groups = 4_096;

    private const int NetworkBytes = 8;

    /// <returns>Which group it is in: never the same in two processes, so that nobody can choose whose neighbour they are.</returns>
    public static int Of(IPAddress? address)
    {
        var hash = new HashCode();
        if (address is not null)
        {
            var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            // Whoever has one address of an IPv6 network has all of them.
            hash.AddBytes(plain.AddressFamily == AddressFamily.InterNetworkV6 ? plain.GetAddressBytes().AsSpan(0, NetworkBytes) : plain.GetAddressBytes());
        }

        return (int)((uint)hash.ToHashCode() % Groups);
    }
}
