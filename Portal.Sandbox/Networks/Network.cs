using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Networks;

/// <summary>One AWS account and its own mapping of zone names to zone ids.</summary>
internal sealed record Account(string Id, string Alias, string Region, IReadOnlyDictionary<string, string> Zones) : IEntity
{
    public string OwnerId => Id;

    /// <summary>The organisation whose request quotas it shares; null when it stands alone.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Whether the role that Elastic Load Balancing acts by has been made, as it is with the account's first load balancer.</summary>
    public bool HasLoadBalancingRole { get; init; }

    public DateTimeOffset? GoneAt => null;

    /// <summary>Its zones of one region: name and id.</summary>
    public Dictionary<string, string> ZonesOf(string region) => Zones.Where(zone => zone.Key[..^1] == region).ToDictionary();

    /// <summary>The name under which this account sees a zone.</summary>
    public string ZoneName(string zoneId) => Zones.FirstOrDefault(zone => zone.Value == zoneId).Key ?? throw new KeyNotFoundException($"Account {Id} has no zone {zoneId}.");
}

/// <summary>One VPC.</summary>
internal sealed record Vpc(string Id, string OwnerId, string Region, string Cidr) : IEntity
{
    public bool DnsSupport { get; init; } = true;

    public bool DnsHostnames { get; init; } = true;

    public bool AddressUsageMetrics { get; init; }

    public DateTimeOffset? GoneAt => null;
}

/// <summary>One subnet; its zone is known by id, since names differ between accounts.</summary>
internal sealed record Subnet(string Id, string OwnerId, string Region, string VpcId, string ZoneId, string Cidr) : IEntity
{
    /// <summary>The accounts that may use it beside its owner's, by a resource share.</summary>
    public IReadOnlyList<string> SharedWith { get; init; } = [];

    public DateTimeOffset? GoneAt => null;
}

/// <summary>A host outside AWS that a VPC reaches; its id is VPC and address.</summary>
internal sealed record DataCentreHost(string OwnerId, string VpcId, string Name, string Address) : IEntity
{
    public string Id => IdOf(VpcId, Address);

    public DateTimeOffset? GoneAt => null;

    public static string IdOf(string vpcId, string address) => $"{vpcId}/{address}";
}

/// <summary>One elastic network interface with its address.</summary>
internal sealed record NetworkInterface : IEntity
{
    public required string Id { get; init; }
    public required string OwnerId { get; init; }
    public required string Region { get; init; }
    public required string VpcId { get; init; }
    public required string SubnetId { get; init; }
    public required string ZoneId { get; init; }
    public required string PrivateIp { get; init; }

    /// <summary>interface, vpc_endpoint or network_load_balancer.</summary>
    public required string InterfaceType { get; init; }
    public required string Description { get; init; }

    /// <summary>The endpoint, load balancer or instance that it serves.</summary>
    public required string ServesId { get; init; }
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>AWS made it for something of its own; its owner can neither detach nor delete it.</summary>
    [JsonIgnore]
    public bool IsManaged => InterfaceType != "interface";

    [JsonIgnore]
    public string MacAddress => "02:" + string.Join(':', Id[^10..].Chunk(2).Select(pair => new string(pair)));
}
