using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>The TXT records that the simulated public DNS answers for one name, or what it answers instead.</summary>
[Table("publicTxts")]
internal sealed record PublicTxt(string Id, IReadOnlyList<string> Values) : IEntity
{
    /// <summary>How many characters one string of a record has at most: longer texts take several.</summary>
    public const int LongestString = 255;

    public string OwnerId => "";

    public DateTimeOffset? GoneAt => null;

    /// <summary>The name that it is an alias of (CNAME).</summary>
    public string? Alias { get; init; }

    /// <summary>What the name server does instead of answering; null when it answers.</summary>
    public DnsFailure? Failure { get; init; }

    /// <summary>The length at which texts are cut into strings.</summary>
    public int StringLength { get; init; } = LongestString;

    /// <summary>DNS names compare without case and without the final dot.</summary>
    public static string Canonical(string name) => name.Trim().TrimEnd('.').ToLowerInvariant();
}
