using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>The TXT records that the simulated public DNS answers for one name.</summary>
[Table("publicTxts")]
internal sealed record PublicTxt(string Id, IReadOnlyList<string> Values) : IEntity
{
    public string OwnerId => "";

    public DateTimeOffset? GoneAt => null;

    /// <summary>DNS names compare without case and without the final dot.</summary>
    public static string Canonical(string name) => name.Trim().TrimEnd('.').ToLowerInvariant();
}
