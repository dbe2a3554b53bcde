using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>What EC2 tells of a refusal only to whom the account lets decode it: sealed for that account, also over a restart.</summary>
internal static class AuthorizationMessages
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // It keeps nothing secret but the text, from whoever looks at it without decoding it.
    private static readonly byte[] Key = SHA256.HashData("authorization messages of the sandbox"u8);

    public static string Encode(string accountId, AuthorizationDetails details)
    {
        var text = Compress(JsonSerializer.SerializeToUtf8Bytes(details, SandboxJson.Options));
        var message = new byte[NonceBytes + text.Length + TagBytes];
        RandomNumberGenerator.Fill(message.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(Key, TagBytes);
        cipher.Encrypt(
            message.AsSpan(0, NonceBytes), text, message.AsSpan(NonceBytes, text.Length), message.AsSpan(NonceBytes + text.Length),
            Encoding.UTF8.GetBytes(accountId));
        return Base64Url.EncodeToString(message);
    }

    /// <returns>None for what no refusal of that account ever said.</returns>
    public static string? Decode(string accountId, string encoded)
    {
        try
        {
            var message = Base64Url.DecodeFromChars(encoded);
            if (message.Length <= NonceBytes + TagBytes)
            {
                return null;
            }

            var text = new byte[message.Length - NonceBytes - TagBytes];
            using var cipher = new AesGcm(Key, TagBytes);
            cipher.Decrypt(
                message.AsSpan(0, NonceBytes), message.AsSpan(NonceBytes, text.Length), message.AsSpan(NonceBytes + text.Length), text,
                Encoding.UTF8.GetBytes(accountId));
            return Decompress(text);
        }
        catch (Exception foreign) when (foreign is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Compress(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var packer = new DeflateStream(packed, CompressionLevel.SmallestSize))
        {
            packer.Write(text);
        }

        return packed.ToArray();
    }

    private static string Decompress(byte[] packed)
    {
        using var unpacker = new StreamReader(new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress), Encoding.UTF8);
        return unpacker.ReadToEnd();
    }
}
