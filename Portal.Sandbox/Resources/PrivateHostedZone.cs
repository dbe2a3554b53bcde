using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>A private hosted zone of an account's own, and the VPCs that ask it.</summary>
[Table("privateHostedZones")]
internal sealed record PrivateHostedZone(string Id, string OwnerId, string Name, IReadOnlyList<string> VpcIds) : IEntity
{
    public DateTimeOffset? GoneAt => null;

    /// <summary>The zone that AWS keeps for a private name: <c>*.example.com</c> stands in the zone <c>example.com</c>.</summary>
    public static string NameFor(string privateName) =>
        PublicTxt.Canonical(privateName.StartsWith("*.", StringComparison.Ordinal) ? privateName[2..] : privateName);
}
