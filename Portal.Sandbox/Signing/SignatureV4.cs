using System.Security.Cryptography;
using System.Text;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Signing;

/// <summary>Computes AWS Signature Version 4 over a request as the server received it.</summary>
internal static class SignatureV4
{
    public static string Compute(HttpMessage message, SignedRequest signed, string secret)
    {
        var toSign = string.Join(
            '\n', SignedRequest.Algorithm, signed.Date, signed.Scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(message, signed)))));
        var key = Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), signed.Day);
        key = Hmac(Hmac(Hmac(key, signed.Region), signed.Service), "aws4_request");
        return Hex(Hmac(key, toSign));
    }

    public static bool Matches(HttpMessage message, SignedRequest signed, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Compute(message, signed, secret)), Encoding.UTF8.GetBytes(signed.Signature));

    private static string Canonical(HttpMessage message, SignedRequest signed)
    {
        var query = message.Query
            .Where(pair => !signed.IsPresigned || pair.Key != "X-Amz-Signature")
            .Select(pair => (Key: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}");
        var headers = signed.SignedHeaders.Select(name => $"{name}:{Collapse(message.Header(name) ?? "")}\n");
        return string.Join(
            '\n', message.Method, message.Path, string.Join('&', query), string.Concat(headers),
            string.Join(';', signed.SignedHeaders), Hex(SHA256.HashData(message.Body)));
    }

    private static string Collapse(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
