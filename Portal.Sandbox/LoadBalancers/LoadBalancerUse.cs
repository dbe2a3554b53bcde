using Portal.Sandbox.EndpointServices;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Whether an endpoint service, and endpoints to it, stand on a load balancer.</summary>
internal static class LoadBalancerUse
{
    public static bool IsHeld(Call call, LoadBalancer balancer) => ServiceAccess.ServiceOf(call.Store, balancer.Id, call.Now) is not null;

    /// <summary>Whether endpoints that could carry traffic have an interface in that zone.</summary>
    public static bool IsHeld(Call call, LoadBalancer balancer, string zoneId) =>
        ServiceAccess.ServiceOf(call.Store, balancer.Id, call.Now) is { } service
        && call.Store.EndpointsByService[service.Id]
            .Any(endpoint => endpoint.HoldsConnection(call.Now) && endpoint.Subnets.Any(subnet => subnet.ZoneId == zoneId));
}
