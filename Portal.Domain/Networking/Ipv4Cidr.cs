using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portal.Domain.Networking;

/// <summary>An IPv4 address block, for example 10.20.0.0/16.</summary>
public readonly record struct Ipv4Cidr
{
    private readonly uint _network;

    private Ipv4Cidr(uint network, int prefixLength)
    {
        _network = network;
        PrefixLength = prefixLength;
    }

    /// <summary>0 to 32 bits.</summary>
    public int PrefixLength { get; }

    public static Ipv4Cidr Parse(string text) =>
        TryParse(text, out var cidr) ? cidr : throw new FormatException($"\"{text}\" is not an IPv4 block like 10.20.0.0/16.");

    /// <summary>Reads a block; host bits that are set make it malformed, as they do for AWS.</summary>
    public static bool TryParse(string? text, out Ipv4Cidr cidr)
    {
        cidr = default;
        var parts = text?.Split('/') ?? [];
        if (parts.Length != 2
            || !TryParseAddress(parts[0], out var address)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefixLength)
            || prefixLength > 32
            || parts[1] is ['0', _, ..]
            || (address & ~Mask(prefixLength)) != 0)
        {
            return false;
        }

        cidr = new Ipv4Cidr(address, prefixLength);
        return true;
    }

    /// <summary>Reads an address as the block of it alone.</summary>
    public static bool TryParseHost(string? text, out Ipv4Cidr host)
    {
        var isAddress = TryParseAddress(text, out var address);
        host = new Ipv4Cidr(address, 32);
        return isAddress;
    }

    /// <summary>The block of that prefix in which this one begins.</summary>
    /// <param name="prefixLength">0 to 32 bits.</param>
    public Ipv4Cidr Widen(int prefixLength) => new(_network & Mask(prefixLength), prefixLength);

    public static bool IsAddress(string? text) => TryParseAddress(text, out _);

    public bool Contains(string address) =>
        TryParseAddress(address, out var value) && (value & Mask(PrefixLength)) == _network;

    /// <summary>The first four addresses and the last one of a subnet belong to AWS.</summary>
    public bool IsReservedByAws(string address) =>
        TryParseAddress(address, out var value) && (value - _network < 4 || value == (_network | ~Mask(PrefixLength)));

    public bool Overlaps(Ipv4Cidr other)
    {
        var shared = Mask(Math.Min(PrefixLength, other.PrefixLength));
        return (_network & shared) == (other._network & shared);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_network >> 24}.{(_network >> 16) & 255}.{(_network >> 8) & 255}.{_network & 255}/{PrefixLength}");

    private static uint Mask(int prefixLength) => prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);

    private static bool TryParseAddress(string? text, out uint value)
    {
        value = 0;
        // IPAddress also reads "10.1" and "0x0a000001"; a person who writes that made a mistake.
        if (text is null || text.Count(character => character == '.') != 3
            || !IPAddress.TryParse(text, out var address)
            || address.AddressFamily != AddressFamily.InterNetwork
            || address.ToString() != text)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        value = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return true;
    }
}
