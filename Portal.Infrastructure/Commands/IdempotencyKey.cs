using System.Security.Cryptography;
using System.Text;

namespace Portal.Infrastructure.Commands;

/// <summary>A caller's key for one request, and the hash of what was asked for with it.</summary>
public sealed record IdempotencyKey(string Key, byte[] RequestSha256)
{
    /// <summary>The key of one part of a request that concerns several subjects: sent again, each part is done once.</summary>
    public IdempotencyKey For(Guid part) => this with { Key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Key}\n{part:N}"))) };
}
