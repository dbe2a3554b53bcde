using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One subnet; its zone is known by id, since names differ between accounts.</summary>
[Table("subnets")]
internal sealed record Subnet(string Id, string OwnerId, string Region, string VpcId, string ZoneId, string Cidr) : IEntity
{
    /// <summary>The accounts that may use it beside its owner's, by a resource share.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    public DateTimeOffset? GoneAt => null;
}
