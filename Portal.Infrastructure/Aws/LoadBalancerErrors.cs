using Portal.Domain.Provisioning;
using static Portal.Domain.Provisioning.RetryClass;

namespace Portal.Infrastructure.Aws;

/// <summary>What AWS says of load balancers, target groups and endpoint services.</summary>
internal static class LoadBalancerErrors
{
    public static readonly IReadOnlyList<AwsErrorRow> Rows =
    [
        new("InvalidParameter", UserFix, Party.Provider, "The load balancer already belongs to the endpoint service ${service}",
            "Take the load balancer out of that endpoint service, then retry", WayOut.EndpointServices,
            @"Load Balancer .* is already associated with the VPC endpoint service (?<service>vpce-svc-\w+)"),
        new("ValidationError", UserFix, Party.Provider, "AWS does not take the health check: its time-out has to be shorter than its interval",
            "Change the service: give the health check a longer interval, or a shorter time-out", WayOut.ChangeService,
            "health check (timeout|interval)", TokenService: false),
        new("InvalidConfigurationRequest", UserFix, Party.Provider, "AWS does not take the health check: its time-out has to be shorter than its interval",
            "Change the service: give the health check a longer interval, or a shorter time-out", WayOut.ChangeService, "health check (timeout|interval)"),
        new("TooManyTags", UserFix, Party.Provider,
            $"A load balancer, target group or listener has as many tags as AWS allows, which is {AwsTags.MostOnAnObject}", EndpointErrors.TooManyTags,
            WayOut.ChangeService),
        new("ValidationError", UserFix, Party.Provider,
            "AWS does not take the ${member} of a tag: Elastic Load Balancing takes fewer characters than people type",
            "Change the service: in tags use letters, digits, spaces and _ . : / = + - @ only", WayOut.ChangeService,
            @"at 'tags\.\d+\.member\.(?<member>key|value)'", TokenService: false),
        new("OperationNotPermitted", UserFix, null, "The load balancer is protected from deletion",
            "Switch its deletion protection off, then retry", WayOut.LoadBalancers, "deletion protection"),
        new("SubnetNotFound", UserFix, null, "A subnet does not exist in this account and region", "Change the service: choose another subnet",
            WayOut.ChangeService),
        new("InvalidSubnet", UserFix, Party.Provider, "The subnet ${subnet} has too few free addresses: a load balancer needs 8",
            "Free addresses in the subnet, then retry; or change the service: choose another subnet", WayOut.Subnets,
            @"Not enough IP space available in (?<subnet>subnet-\w+)"),
        new("InvalidTarget", UserFix, Party.Provider,
            "AWS does not take a target: it does not exist, is not running, or its address lies outside the ranges that are allowed",
            "Change the service: correct its targets; or start the instance, then retry", WayOut.ChangeService),
        new("AvailabilityZoneNotSupported", UserFix, Party.Provider, "Network load balancers are not offered in one of the zones",
            "Change the service: choose subnets in other zones", WayOut.ChangeService),
        new(AwsErrorRow.AnyCode, UserFix, Party.Provider, "The load balancer already has a subnet in this Availability Zone",
            "Change the service: take the present subnet out first, then add the other one", WayOut.ChangeService,
            "cannot specify an additional subnet from an Availability Zone that is already associated"),
        new("InvalidConfigurationRequest", UserFix, Party.Consumer, "Endpoints are still in a zone that the load balancer is to leave",
            "Their consumers change the connection: take out the subnet in that zone; the portal then goes on by itself", WayOut.ServicePage,
            "cannot be removed from load balancer .* VPC endpoints are associated"),
        new("DuplicateLoadBalancerName", NotYetVisible, Party.Aws, "AWS already has a load balancer of this name",
            "None; the portal checks whether it is its own", WayOut.None, OutcomeKnown: false),
        new("DuplicateTargetGroupName", NotYetVisible, Party.Aws, "AWS already has a target group of this name",
            "None; the portal checks whether it is its own", WayOut.None, OutcomeKnown: false),
        new("DuplicateListener", NotYetVisible, Party.Aws, "The load balancer already listens on this port", "None; the portal checks that listener",
            WayOut.None, OutcomeKnown: false),
        new("ExistingVpcEndpointConnections", Dependency, Party.Provider, "Endpoints are still connected to the service",
            "Reject the ones that are not the portal's; the others are being deleted", WayOut.EndpointServices),
        new("ResourceInUse", Dependency, Party.Provider, "The load balancer still belongs to an endpoint service",
            "Nothing if the portal made that endpoint service; otherwise delete it", WayOut.EndpointServices, "associated with another service"),
    ];
}
