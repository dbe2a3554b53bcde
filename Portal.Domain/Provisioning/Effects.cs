using System.Security.Cryptography;

namespace Portal.Domain.Provisioning;

/// <summary>All that a spec will cause in AWS: a pure function of the spec alone. A review approves its hash, not the steps that remain.</summary>
public sealed class Effects
{
    private const int Format = 1;

    private readonly HashSet<Effect> _effects;

    public Effects(string subject, IEnumerable<Effect> effects)
    {
        _effects = [.. effects];
        Ordered =
        [
            .. _effects
                .OrderBy(effect => effect.Step, StringComparer.Ordinal)
                .ThenBy(effect => effect.AccountId, StringComparer.Ordinal)
                .ThenBy(effect => effect.Region, StringComparer.Ordinal)
                .ThenBy(effect => effect.Target, StringComparer.Ordinal)
                .ThenBy(effect => effect.Detail, StringComparer.Ordinal),
        ];
        Bytes = CanonicalJson.Bytes(new Document(Format, subject, Ordered));
        PlanHash = Convert.ToHexStringLower(SHA256.HashData(Bytes));
    }

    public IReadOnlyList<Effect> Ordered { get; }

    /// <summary>The canonical form that <see cref="PlanHash"/> is taken of.</summary>
    public byte[] Bytes { get; }

    /// <summary>64 hexadecimal digits; what a review approves.</summary>
    public string PlanHash { get; }

    /// <returns>None when the bytes are not of the form that this version writes.</returns>
    public static IReadOnlyList<Effect>? TryRead(ReadOnlySpan<byte> bytes) =>
        CanonicalJson.TryRead<Document>(bytes, whole: true) is { Format: Format } document ? document.Effects : null;

    public bool Contains(Effect effect) => _effects.Contains(effect);

    private sealed record Document(int Format, string Subject, IReadOnlyList<Effect> Effects);
}
