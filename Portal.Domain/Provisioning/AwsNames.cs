using System.Security.Cryptography;
using System.Text;

namespace Portal.Domain.Provisioning;

/// <summary>Names that are derived and never drawn, so that a repeat asks for the same object.</summary>
public static class AwsNames
{
    /// <summary>What the names of everything begin with that the portal makes and AWS knows by a name.</summary>
    public const string Prefix = "plp-";

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A name for a load balancer or target group: <c>plp-</c> and 25 base32 characters; AWS allows 32, letters, digits and inner hyphens.</summary>
    public static string Derive(Guid installationId, Guid subjectId, StepKey key, int generation)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{installationId:N}/{subjectId:N}/{key}/{generation}"));
        return string.Create(29, hash, static (name, bits) =>
        {
            Prefix.CopyTo(name);
            for (var index = 0; index < 25; index++)
            {
                var bit = index * 5;
                var pair = (bits[bit / 8] << 8) | bits[(bit / 8) + 1];
                name[index + 4] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }
}
