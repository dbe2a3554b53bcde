using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One load balancer; its id is its ARN.</summary>
[Table("loadBalancers")]
internal sealed record LoadBalancer : IProgressing
{
    public const string Provisioning = "provisioning";
    public const string Active = "active";
    public const string Impaired = "active_impaired";
    public const string Failed = "failed";

    public required string Id { get; init; }
    public required string OwnerId { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }

    /// <summary>network, application or gateway.</summary>
    public required string Type { get; init; }

    /// <summary>internal or internet-facing.</summary>
    public required string Scheme { get; init; }
    public required string VpcId { get; init; }
    public required string DnsName { get; init; }
    public required string CanonicalHostedZoneId { get; init; }
    public string IpAddressType { get; init; } = "ipv4";
    public required DateTimeOffset CreatedAt { get; init; }
    public required Timeline States { get; init; }

    /// <summary>What the control API says of the state that it put the load balancer into.</summary>
    public string? StateReason { get; init; }
    public required IReadOnlyList<LoadBalancerZone> Zones { get; init; }
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>Whether the security groups filter what comes through PrivateLink too; means nothing without security groups.</summary>
    public bool FiltersPrivateLink { get; init; } = true;

    /// <summary>Only the attributes that were set; the others have AWS's defaults.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
    public DateTimeOffset? GoneAt => null;

    public IProgressing With(Timeline states) => this with { States = states };
}
