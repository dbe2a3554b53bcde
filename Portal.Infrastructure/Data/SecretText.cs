using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Infrastructure.Data;

/// <summary>What a link holds that lets somebody in without a name: 256 random bits, shown once and stored as a hash.</summary>
public static class SecretText
{
    private const int Bytes = 32;

    private static readonly int Length = Base64Url.GetEncodedLength(Bytes);

    public static string Draw() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether the portal can have drawn it: nothing else is looked for.</summary>
    public static bool CanBe(string? text) => text?.Length == Length && Base64Url.IsValid(text);
}
