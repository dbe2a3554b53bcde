using System.Security.Cryptography;
using System.Text;

namespace Portal.Sandbox.Seeding;

/// <summary>Unique ids of seeded users and roles, the same in every sandbox.</summary>
internal static class SeedIds
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Of(string prefix, string accountId) =>
        prefix + string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(prefix + accountId)).Take(17).Select(b => Base32[b & 31]));
}
