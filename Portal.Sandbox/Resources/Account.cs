using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One AWS account and its own mapping of zone names to zone ids.</summary>
[Table("accounts", NeverStale = true)]
internal sealed record Account(string Id, string Alias, string Region, IReadOnlyDictionary<string, string> Zones) : IEntity
{
    public string OwnerId => Id;

    /// <summary>The organisation whose request quotas it shares; null when it stands alone.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Whether the role that Elastic Load Balancing acts by has been made, as it is with the account's first load balancer.</summary>
    public bool HasLoadBalancingRole { get; init; }

    public AccountQuotas Quotas { get; init; } = new();

    public DateTimeOffset? GoneAt => null;

    /// <summary>Its zones of one region: name and id.</summary>
    public Dictionary<string, string> ZonesOf(string region) => Zones.Where(zone => zone.Key[..^1] == region).ToDictionary();

    /// <summary>The name under which this account sees a zone.</summary>
    public string ZoneName(string zoneId) =>
        Zones.FirstOrDefault(zone => zone.Value == zoneId).Key ?? throw new KeyNotFoundException($"Account {Id} has no zone {zoneId}.");
}
