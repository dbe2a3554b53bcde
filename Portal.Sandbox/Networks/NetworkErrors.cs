using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Networks;

/// <summary>EC2's refusals around networks, in its own words where they are known.</summary>
internal static class NetworkErrors
{
    public static AwsError HasDependencies(string noun, string id) => new("DependencyViolation", $"The {noun} '{id}' has dependencies and cannot be deleted.");

    public static AwsError GroupInUse(string id) => new("DependencyViolation", $"resource {id} has a dependent object");

    public static AwsError NotACidr(string parameter, string value) =>
        new("InvalidParameterValue", $"Value ({value}) for parameter {parameter} is invalid. This is not a valid CIDR block.");

    public static AwsError MalformedCidr(string value) => new("InvalidParameterValue", $"CIDR block {value} is malformed");

    public static AwsError VpcRange(string cidr) => new("InvalidVpc.Range", $"The CIDR '{cidr}' is invalid.");

    public static AwsError SubnetRange(string cidr) => new("InvalidSubnet.Range", $"The CIDR '{cidr}' is invalid.");

    public static AwsError SubnetConflict(string cidr) => new("InvalidSubnet.Conflict", $"The CIDR '{cidr}' conflicts with another subnet");

    public static AwsError UnknownZone(string parameter, string value, IEnumerable<string> zones) =>
        new(
            "InvalidParameterValue",
            $"Value ({value}) for parameter {parameter} is invalid. "
            + $"Subnets can currently only be created in the following availability zones: {string.Join(", ", zones)}.");

    public static AwsError NoIpv6() => new("UnsupportedOperation", "The simulated AWS does not offer IPv6.");

    public static AwsError SharedVpc(string vpcId) =>
        new("OperationNotPermitted", $"You are not the owner of the shared VPC {vpcId}; only its owner may do this.");

    public static AwsError TooManyGroups() =>
        new("SecurityGroupsPerInterfaceLimitExceeded", "You have exceeded the maximum number of security groups allowed per network interface.");

    public static AwsError Limit(string what, string plural) => new($"{what}LimitExceeded", $"The maximum number of {plural} has been reached.");

    public static AwsError NoFreeAddress(string subnetId) => new(
        "InsufficientFreeAddressesInSubnet",
        $"There are not enough free addresses in subnet '{subnetId}' to satisfy the requested number of network interfaces.");

    public static AwsError AddressOutside(string address) => new("InvalidParameterValue", $"Address {address} does not fall within the subnet's address range");

    public static AwsError AddressReserved(string address) => new("InvalidParameterValue", $"Address {address} is in subnet's reserved address range");

    public static AwsError AddressInUse(string address) => new("InvalidIPAddress.InUse", $"Address {address} is in use.");
}
