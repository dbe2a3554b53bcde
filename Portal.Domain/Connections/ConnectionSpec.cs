using System.Text.Json.Serialization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>What a consumer wants to stand in AWS: an interface endpoint in one VPC to one service.</summary>
/// <param name="VpcId">Always known of a managed account; of a self-managed one only if the consumer said so, like subnets and groups.</param>
/// <param name="EndsAt">When it is deleted by itself; none for no end.</param>
/// <param name="SelfManaged">The consumer makes the endpoint themselves: the portal may do nothing in their account, and cannot look into it.</param>
/// <param name="PrivateDnsOff">
/// Private DNS was on and is to be switched off. Where nobody decided that, private DNS that somebody has switched on in AWS is shown and left.
/// </param>
/// <param name="AdoptedEndpointId">The endpoint that somebody has made by hand and the portal takes over; none where the portal makes one.</param>
public sealed record ConnectionSpec(
    Guid ServiceId, string ServiceAccountId, string ServiceRegion,
    string AccountId, string Region, string? VpcId,
    IReadOnlyList<ConnectionSubnet> Subnets, IReadOnlyList<string> SecurityGroupIds, bool PrivateDns, DateTimeOffset? EndsAt, bool SelfManaged = false,
    bool? PrivateDnsOff = null, string? AdoptedEndpointId = null)
{
    /// <summary>Stands for a stored spec that this version cannot read; nothing is done by it, and it is never written.</summary>
    public static ConnectionSpec Unreadable { get; } = new(Guid.Empty, "", "", "", "", null, [], [], false, null, SelfManaged: true);

    /// <summary>Where the endpoint stands.</summary>
    [JsonIgnore]
    public AwsScope ConsumerScope => new(AccountId, Region);

    /// <summary>Where the service stands.</summary>
    [JsonIgnore]
    public AwsScope ProviderScope => new(ServiceAccountId, ServiceRegion);

    /// <summary>Where most of its reads happen, and so where its work is taken: into a self-managed account the portal cannot look.</summary>
    [JsonIgnore]
    public AwsScope WorkScope => SelfManaged ? ProviderScope : ConsumerScope;

    /// <summary>Whether the portal takes over an endpoint that stands there already, and makes none.</summary>
    [JsonIgnore]
    public bool Adopts => AdoptedEndpointId is not null;

    /// <summary>Whether it says all that its kind has to say.</summary>
    public bool IsWhole => SelfManaged || VpcId is not null;

    /// <summary>The principal that the service has to allow.</summary>
    public string PrincipalArn => Networking.AwsIds.AccountRoot(AccountId, Region);
}
