using System.Text.RegularExpressions;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Signing;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.EndpointServices;

/// <summary>Who may see an endpoint service, and the ways to find one.</summary>
internal static partial class ServiceAccess
{
    /// <summary>A service that the caller owns; fails as AWS does when there is none, or only somebody else's.</summary>
    public static EndpointService Own(Call call, string id) =>
        call.Store.EndpointServices.TryFind(IdKind.EndpointService.Check(id), out var service) && call.Owns(service, service.Region)
            ? service
            : throw IdKind.EndpointService.NotFound(id);

    /// <summary>A service that the caller owns and that is not being deleted.</summary>
    public static EndpointService OwnLive(Call call, string id) =>
        Own(call, id) is var service && service.IsLive(call.Now) ? service : throw IdKind.EndpointService.NotFound(id);

    /// <summary>A service by its name, as a consumer sees it: what it may not use does not exist.</summary>
    public static EndpointService Visible(Call call, string name, string region) =>
        ServiceName().Match(name) is { Success: true } match
        && call.Store.EndpointServices.TryFind(match.Groups[1].Value, out var service)
        && service.Name == name && service.Region == region && service.IsLive(call.Now)
        && (MayUse(call, service) || !call.Switches.NotAllowedMeansInvalidServiceName)
            ? MayUse(call, service)
                ? service
                : throw new AwsError("UnauthorizedOperation", $"You are not authorized to use the VPC endpoint service '{name}'.", 403)
            : throw new AwsError("InvalidServiceName", $"The Vpc Endpoint Service '{name}' does not exist");

    /// <summary>Its owner may, and whoever has been among the allowed principals for long enough.</summary>
    public static bool MayUse(Call call, EndpointService service) =>
        service.OwnerId == call.AccountId
        || call.Store.AllowedPrincipalsByService[service.Id]
            .Any(allowed => !(allowed.VisibleAt > call.Now) && Covers(allowed.Principal, call.Caller));

    /// <summary>The service that a load balancer is in, if any; it can be in one only, and cannot be deleted meanwhile.</summary>
    public static EndpointService? ServiceOf(Store store, string loadBalancerArn, DateTimeOffset now) =>
        store.LoadBalancers.TryFind(loadBalancerArn, out var balancer)
            ? store.EndpointServices.OwnedBy(balancer.OwnerId)
                .FirstOrDefault(service => service.States.At(now) != EndpointService.Deleted && service.NetworkLoadBalancerArns.Contains(loadBalancerArn))
            : null;

    public static IReadOnlyList<LoadBalancer> Balancers(Store store, EndpointService service) =>
        [.. service.NetworkLoadBalancerArns.Select(store.LoadBalancers.Find).OfType<LoadBalancer>()];

    /// <summary>The zones in which the service has a load balancer, by id.</summary>
    public static IReadOnlyList<string> ZoneIds(Store store, EndpointService service) =>
        [.. Balancers(store, service).SelectMany(balancer => balancer.Zones).Select(zone => zone.ZoneId).Distinct().Order(StringComparer.Ordinal)];

    private static bool Covers(string principal, Caller caller) =>
        principal == "*"
        || principal == $"arn:aws:iam::{caller.AccountId}:root"
        || principal == caller.PrincipalArn
        || (caller.PrincipalArn.Split('/') is [var session, var role, _] && session.Contains(":assumed-role", StringComparison.Ordinal)
            && principal == $"arn:aws:iam::{caller.AccountId}:role/{role}");

    [GeneratedRegex(@"\Acom\.amazonaws\.vpce\.[a-z0-9-]+\.(vpce-svc-[0-9a-f]+)\z")]
    private static partial Regex ServiceName();
}
