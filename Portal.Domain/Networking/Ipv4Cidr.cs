using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Portal.Domain.Networking;

/// <summary>An IPv4 address block, for example 10.20.0.0/16.</summary>
public readonly record struct Ipv4Cidr
{
    private readonly IPNetwork _network;

    private Ipv4Cidr(IPNetwork network) => _network = network;

    /// <summary>0 to 32 bits.</summary>
    public int PrefixLength => _network.PrefixLength;

    public static Ipv4Cidr Parse(string text) =>
        TryParse(text, out var cidr) ? cidr : throw new FormatException($"\"{text}\" is not an IPv4 block like 10.20.0.0/16.");

    /// <summary>Reads a block; host bits that are set make it malformed, as they do for AWS.</summary>
    public static bool TryParse(string? text, out Ipv4Cidr cidr)
    {
        // What is not written as it would be shown ("10.1/16", "010.0.0.0/8") is a mistake.
        var isBlock = IPNetwork.TryParse(text, out var network) && IsIpv4(network.BaseAddress) && network.ToString() == text;
        cidr = isBlock ? new(network) : default;
        return isBlock;
    }

    /// <summary>Reads an address as the block of it alone.</summary>
    public static bool TryParseHost(string? text, out Ipv4Cidr host)
    {
        var isAddress = TryParseAddress(text, out var address);
        host = isAddress ? new(new IPNetwork(address!, 32)) : default;
        return isAddress;
    }

    /// <summary>The block of that prefix in which this one begins.</summary>
    /// <param name="prefixLength">0 to 32 bits.</param>
    public Ipv4Cidr Widen(int prefixLength)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Number(_network.BaseAddress) & (uint)(ulong.MaxValue << (32 - prefixLength)));
        return new(new IPNetwork(new IPAddress(bytes), prefixLength));
    }

    public static bool IsAddress(string? text) => TryParseAddress(text, out _);

    public bool Contains(string address) => TryParseAddress(address, out var value) && _network.Contains(value!);

    /// <summary>The first four addresses and the last one of a subnet belong to AWS.</summary>
    public bool IsReservedByAws(string address)
    {
        if (!TryParseAddress(address, out var value))
        {
            return false;
        }

        var offset = (ulong)Number(value!) - Number(_network.BaseAddress);
        return offset < 4 || offset == (1UL << (32 - PrefixLength)) - 1;
    }

    public bool Overlaps(Ipv4Cidr other) => _network.Contains(other._network.BaseAddress) || other._network.Contains(_network.BaseAddress);

    public override string ToString() => _network.ToString();

    private static bool TryParseAddress(string? text, out IPAddress? address) =>
        // IPAddress also reads "10.1" and "0x0a000001"; a person who writes that made a mistake.
        IPAddress.TryParse(text, out address) && IsIpv4(address) && address.ToString() == text;

    private static bool IsIpv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork;

    private static uint Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
