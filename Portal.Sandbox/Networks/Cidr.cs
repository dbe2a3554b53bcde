using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Portal.Sandbox.Networks;

/// <summary>An IPv4 range.</summary>
internal readonly record struct Cidr(uint First, int Prefix)
{
    public long Size => 1L << (32 - Prefix);

    public static Cidr Parse(string text) => TryParse(text, out var range) ? range : throw new FormatException($"'{text}' is not an IPv4 range.");

    public static bool TryParse(string? text, out Cidr range)
    {
        range = default;
        if (text?.Split('/') is not [var address, var length] || !TryAddress(address, out var first)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > 32)
        {
            return false;
        }

        range = new(first, prefix);
        return true;
    }

    public static bool TryAddress(string text, out uint address)
    {
        address = 0;
        if (text.Count(c => c == '.') != 3 || !IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork
            || parsed.ToString() != text)
        {
            return false;
        }

        address = BinaryPrimitives.ReadUInt32BigEndian(parsed.GetAddressBytes());
        return true;
    }

    public static string Format(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}");

    public bool Contains(uint address) => address >= First && address - First < Size;

    public bool Contains(Cidr other) => other.Prefix >= Prefix && Contains(other.First);

    public bool Overlaps(Cidr other) => Contains(other.First) || other.Contains(First);

    /// <summary>The range with every bit behind the prefix cleared, which is what AWS makes of any other.</summary>
    public Cidr Canonical() => this with { First = (uint)(First & ~(Size - 1)) };

    public override string ToString() => $"{Format(First)}/{Prefix.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>AWS keeps the first four addresses and the last one of every subnet for itself.</summary>
    public bool IsReserved(uint address) => address - First < 4 || address - First == Size - 1;
}
