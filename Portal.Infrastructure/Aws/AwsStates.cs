using Amazon.Runtime;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;

namespace Portal.Infrastructure.Aws;

/// <summary>AWS's words for states in the portal's types; a word that nobody knows yet becomes Unknown and never throws.</summary>
internal static class AwsStates
{
    public static VpcEndpointState Endpoint(ConstantClass? state) => Word(state) switch
    {
        "pendingacceptance" => VpcEndpointState.PendingAcceptance,
        "pending" => VpcEndpointState.Pending,
        "available" => VpcEndpointState.Available,
        "deleting" => VpcEndpointState.Deleting,
        "deleted" => VpcEndpointState.Deleted,
        "rejected" => VpcEndpointState.Rejected,
        "failed" => VpcEndpointState.Failed,
        "expired" => VpcEndpointState.Expired,
        "partial" => VpcEndpointState.Partial,
        _ => VpcEndpointState.Unknown,
    };

    public static ServiceConfigurationState Service(ConstantClass? state) => Word(state) switch
    {
        "pending" => ServiceConfigurationState.Pending,
        "available" => ServiceConfigurationState.Available,
        "deleting" => ServiceConfigurationState.Deleting,
        "deleted" => ServiceConfigurationState.Deleted,
        "failed" => ServiceConfigurationState.Failed,
        _ => ServiceConfigurationState.Unknown,
    };

    /// <param name="name">None when the service has no private DNS name.</param>
    public static PrivateDnsNameState PrivateDnsName(string? name, ConstantClass? state) =>
        string.IsNullOrEmpty(name) ? PrivateDnsNameState.None : Word(state) switch
        {
            "pendingverification" => PrivateDnsNameState.PendingVerification,
            "verified" => PrivateDnsNameState.Verified,
            "failed" => PrivateDnsNameState.Failed,
            _ => PrivateDnsNameState.Unknown,
        };

    public static LoadBalancerState LoadBalancer(ConstantClass? state) => Word(state) switch
    {
        "provisioning" => LoadBalancerState.Provisioning,
        "active" => LoadBalancerState.Active,
        "active_impaired" => LoadBalancerState.ActiveImpaired,
        "failed" => LoadBalancerState.Failed,
        _ => LoadBalancerState.Unknown,
    };

    public static TargetHealthState Target(ConstantClass? state) => Word(state) switch
    {
        "initial" => TargetHealthState.Initial,
        "healthy" => TargetHealthState.Healthy,
        "unhealthy" => TargetHealthState.Unhealthy,
        "unused" => TargetHealthState.Unused,
        "draining" or "unhealthy.draining" => TargetHealthState.Draining,
        "unavailable" => TargetHealthState.Unavailable,
        _ => TargetHealthState.Unknown,
    };

    // AWS writes some states in lower camel case and others capitalised, and the SDK turns the ones it knows into its own spelling.
    private static string? Word(ConstantClass? state) => state?.Value?.ToLowerInvariant();
}
