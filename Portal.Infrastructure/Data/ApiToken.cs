using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

/// <summary>A bearer token of a person; only its hash is stored.</summary>
public sealed class ApiToken
{
    private const string Prefix = "plp_";

    public required Guid Id { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string Name { get; init; }

    public required byte[] Sha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>None for everything that the person may do.</summary>
    public TokenScope[]? Scopes { get; init; }

    /// <summary>The team for which it acts, without roles in the whole portal; none for everything of the person's.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>To the minute; none for never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>256 random bits in text; shown once and never stored.</summary>
    public static string Draw() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
