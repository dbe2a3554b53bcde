using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Endpoints;

/// <summary>AWS's refusals around interface endpoints, most of them under the one code InvalidParameter.</summary>
internal static class EndpointErrors
{
    public static AwsError ZoneNotSupported(string serviceName, string subnetId) =>
        new("InvalidParameter", $"The VPC endpoint service {serviceName} does not support the availability zone of the subnet: {subnetId}.");

    public static AwsError TooMany(bool namesEndpoints, string vpcId) =>
        new(namesEndpoints ? "VpcEndpointLimitExceeded" : "ResourceCountLimitExceeded", $"The maximum number of VPC endpoints has been reached for {vpcId}.");

    public static AwsError SameZone(string subnetId) =>
        new("DuplicateSubnetsInSameZone", $"Found another VPC endpoint subnet in the availability zone of {subnetId}");

    public static AwsError OtherVpc(string what, string id, string vpcId) => new("InvalidParameter", $"The {what} {id} does not belong to the VPC {vpcId}.");

    public static AwsError WrongType(string type) => new("InvalidParameter", $"Endpoint type ({type}) does not match available service types ([Interface]).");

    public static AwsError GatewayWithSubnets() =>
        new("InvalidParameter", "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.");

    public static AwsError NoPrivateName(string serviceName) =>
        new("InvalidParameter", $"Private DNS can't be enabled because the service {serviceName} does not provide a private DNS name.");

    public static AwsError NameNotVerified(string serviceName) =>
        new("InvalidParameter", $"Private DNS can't be enabled because the service {serviceName} has not verified the private DNS name.");

    public static AwsError NotAccepted(string serviceName) =>
        new("InvalidParameter", $"Private DNS can only be enabled after the endpoint connection is accepted by the owner of {serviceName}.");

    public static AwsError DnsAttributes(string vpcId) =>
        new("InvalidParameter", $"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {vpcId}");

    public static AwsError ConflictingName(string name, string vpcId) =>
        new("InvalidParameter", $"private-dns-enabled cannot be set because there is already a conflicting DNS domain for {name} in the VPC {vpcId}");

    public static AwsError AddressType(string serviceName, string type) =>
        new("InvalidParameter", $"The VPC endpoint service {serviceName} does not support the IP address type: {type}.");

    public static AwsError ServiceNotReady() => new("Unavailable", "The service is unavailable. Please try again shortly.", 503);

    public static AwsError ModifyInProgress() => new("OperationInProgress", "VpcEndpoint modify operation in progress");

    public static AwsError StillPending(string id) =>
        new("InvalidParameter", $"Cannot modify VPC Endpoint {id} at this time because there is an idempotent operation going on");

    public static AwsError WrongState(string id, string state) =>
        new("IncorrectState", $"The VPC endpoint {id} is in the state {state} and cannot be modified.");

    public static AwsError UnknownGroup(string id) => new("InvalidSecurityGroupID.NotFound", IdKind.SecurityGroup.NotFoundMessage(id));
}
