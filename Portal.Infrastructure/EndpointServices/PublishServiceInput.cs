namespace Portal.Infrastructure.EndpointServices;

/// <summary>What a provider enters to publish a service, as it came.</summary>
/// <param name="SecurityGroupIds">Those of the load balancer; AWS gives a load balancer that was made without any none later.</param>
public sealed record PublishServiceInput(
    string? Name, string? Description, string? AccountId, string? Region, string? VpcId, IReadOnlyList<string?>? SubnetIds,
    IReadOnlyList<ListenerInput?>? Listeners, AudienceInput? Visibility, AudienceInput? AutoApproval,
    string? PrivateDnsName, IReadOnlyDictionary<string, string?>? Tags, string? ExternalReference, IReadOnlyList<string?>? SecurityGroupIds = null,
    LoadBalancerAttributesInput? LoadBalancerAttributes = null);
