using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One endpoint service that a provider publishes through its load balancers.</summary>
[Table("endpointServices")]
internal sealed record EndpointService : IProgressing
{
    /// <summary>AWS's word for a provider who pays for the endpoints; consumers do otherwise.</summary>
    public const string OwnerPays = "ServiceOwner";

    public const string Pending = "Pending";
    public const string Available = "Available";
    public const string Deleting = "Deleting";
    public const string Deleted = "Deleted";

    public required string Id { get; init; }
    public required string OwnerId { get; init; }
    public required string Region { get; init; }
    public required bool AcceptanceRequired { get; init; }
    public required IReadOnlyList<string> NetworkLoadBalancerArns { get; init; }
    public PrivateDnsName? PrivateDns { get; init; }
    public string? PayerResponsibility { get; init; }
    public required Timeline States { get; init; }

    [JsonIgnore]
    public string Name => $"com.amazonaws.vpce.{Region}.{Id}";

    [JsonIgnore]
    public string BaseDnsName => $"{Id}.{Region}.vpce.amazonaws.com";

    public DateTimeOffset? GoneAt => States.WhenGone();

    public IProgressing With(Timeline states) => this with { States = states };

    /// <summary>Neither being deleted nor deleted.</summary>
    public bool IsLive(DateTimeOffset now) => States.At(now) is Pending or Available;
}
