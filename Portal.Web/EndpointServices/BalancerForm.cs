using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Web.EndpointServices;

/// <summary>The load balancer's attributes as somebody enters them.</summary>
public sealed class BalancerForm
{
    public bool? CrossZone { get; set; }

    public bool? DeletionProtection { get; set; }

    public static BalancerForm Of(LoadBalancerAttributes? attributes) =>
        new() { CrossZone = attributes?.CrossZone, DeletionProtection = attributes?.DeletionProtection };

    public LoadBalancerAttributesInput ToInput() => new(CrossZone, DeletionProtection);
}
