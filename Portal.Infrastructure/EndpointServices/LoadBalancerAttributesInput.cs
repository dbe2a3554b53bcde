using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What a provider says of the load balancer's attributes; what is left out stays as AWS has it.</summary>
/// <param name="CrossZone">AWS's default is false.</param>
/// <param name="DeletionProtection">AWS's default is false; a withdrawal switches it off first.</param>
public sealed record LoadBalancerAttributesInput(bool? CrossZone = null, bool? DeletionProtection = null)
{
    /// <returns>None where nothing is said.</returns>
    internal LoadBalancerAttributes? ToAttributes() => new LoadBalancerAttributes(CrossZone, DeletionProtection) is { Values.Count: > 0 } said ? said : null;

    internal static LoadBalancerAttributesInput Of(LoadBalancerAttributes attributes) => new(attributes.CrossZone, attributes.DeletionProtection);
}
