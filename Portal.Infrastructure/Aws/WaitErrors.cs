using Portal.Domain.Provisioning;
using static Portal.Domain.Provisioning.RetryClass;

namespace Portal.Infrastructure.Aws;

/// <summary>What passes by itself: AWS is busy, does not show something yet, or takes fewer calls than were made.</summary>
internal static class WaitErrors
{
    private const string Endpoint = "AWS does not show the endpoint: it is very new, or gone";
    private const string EndpointService = "AWS does not show the endpoint service: it is very new, or gone";
    private const string LoadBalancer = "AWS does not show the load balancer: it is very new, or gone";
    private const string TooMany = "AWS takes fewer calls a second than were made";

    public static readonly IReadOnlyList<AwsErrorRow> Rows =
    [
        AwsErrorRow.Passes(
            "InvalidParameter", Busy, "AWS is still working on an earlier change of the endpoint", pattern: "idempotent operation going on"),
        AwsErrorRow.Passes(
            "InvalidParameter", Busy, "AWS is still provisioning the load balancer", pattern: "Load Balancer .* is not in the active state"),
        AwsErrorRow.Passes("OperationInProgress", Busy, "AWS is still working on an earlier change"),
        AwsErrorRow.Passes("IncorrectState", Busy, "AWS is still working on the object"),
        AwsErrorRow.Passes("InvalidState", Busy, "The object's state does not allow it at the moment", AwsErrorRow.ChecksAgain),
        AwsErrorRow.Passes("InvalidVpcEndpointId.NotFound", NotYetVisible, Endpoint, AwsErrorRow.ChecksAgain),
        AwsErrorRow.Passes("InvalidVpcEndpoint.NotFound", NotYetVisible, Endpoint, AwsErrorRow.ChecksAgain),
        AwsErrorRow.Passes("InvalidVpcEndpointService.NotFound", NotYetVisible, EndpointService, AwsErrorRow.ChecksAgain),
        AwsErrorRow.Passes("InvalidVpcEndpointServiceId.NotFound", NotYetVisible, EndpointService, AwsErrorRow.ChecksAgain),
        AwsErrorRow.Passes("InvalidNetworkLoadBalancerArn.NotFound", NotYetVisible, LoadBalancer, AwsErrorRow.ChecksAgain),
        AwsErrorRow.Passes("LoadBalancerNotFound", NotYetVisible, LoadBalancer, AwsErrorRow.ChecksAgain),
        AwsErrorRow.Passes("TargetGroupNotFound", NotYetVisible, "AWS does not show the target group: it is very new, or gone", AwsErrorRow.ChecksAgain),
        AwsErrorRow.Passes("ListenerNotFound", NotYetVisible, "AWS does not show the listener: it is very new, or gone", AwsErrorRow.ChecksAgain),
        AwsErrorRow.Passes("DependencyViolation", Dependency, "Network interfaces still use it"),
        AwsErrorRow.Passes(
            "InvalidParameterValue", Dependency, "The network interface ${eni} is still in use by its endpoint",
            pattern: @"Network interface '(?<eni>eni-\w+)' is currently in use"),
        AwsErrorRow.Passes("ResourceInUse", Dependency, "It is still in use"),
        .. new[] { "RequestLimitExceeded", "Throttling", "ThrottlingException", "RequestThrottled", "EC2ThrottledException", "TooManyRequestsException" }
            .Select(code => AwsErrorRow.Passes(code, Throttled, TooMany)),
        .. new[] { "ExpiredToken", "ExpiredTokenException", "RequestExpired" }.Select(code => new AwsErrorRow(
            code, Transient, Party.Portal, "The role's session has ended", "None; the portal assumes the role anew", WayOut.None)),
    ];
}
