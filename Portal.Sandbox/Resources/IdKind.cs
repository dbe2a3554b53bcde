using Portal.Sandbox.Protocol;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>A sort of EC2 id: its prefix, its name as a taggable resource, and how EC2 refuses a wrong one. AWS's spelling follows no rule.</summary>
internal sealed record IdKind(string Prefix, string ResourceType, string MalformedCode, string NotFoundCode, string Noun)
{
    public static readonly IdKind Vpc = new("vpc-", "vpc", "InvalidVpcID.Malformed", "InvalidVpcID.NotFound", "vpc ID");

    public static readonly IdKind Subnet = new("subnet-", "subnet", "InvalidSubnetID.Malformed", "InvalidSubnetID.NotFound", "subnet ID");

    public static readonly IdKind SecurityGroup = new("sg-", "security-group", "InvalidGroupId.Malformed", "InvalidGroup.NotFound", "security group");

    public static readonly IdKind NetworkInterface =
        new("eni-", "network-interface", "InvalidNetworkInterfaceId.Malformed", "InvalidNetworkInterfaceID.NotFound", "networkInterface ID");

    public static readonly IdKind Instance = new("i-", "instance", "InvalidInstanceID.Malformed", "InvalidInstanceID.NotFound", "instance ID");

    public static readonly IdKind SecurityGroupRule =
        new("sgr-", "security-group-rule", "InvalidSecurityGroupRuleId.Malformed", "InvalidSecurityGroupRuleId.NotFound", "security group rule ID");

    public static readonly IdKind RouteTable = new("rtb-", "route-table", "InvalidRouteTableId.Malformed", "InvalidRouteTableID.NotFound", "routeTable ID");

    public static readonly IdKind VpnGateway = new("vgw-", "vpn-gateway", "InvalidVpnGatewayID.Malformed", "InvalidVpnGatewayID.NotFound", "vpnGateway ID");

    public static readonly IdKind VpcEndpoint =
        new("vpce-", "vpc-endpoint", "InvalidVpcEndpointId.Malformed", "InvalidVpcEndpointId.NotFound", "Vpc Endpoint Id");

    // The doubled "Id" is AWS's own.
    public static readonly IdKind EndpointService =
        new("vpce-svc-", "vpc-endpoint-service", "InvalidVpcEndpointServiceIdId.Malformed", "InvalidVpcEndpointServiceId.NotFound", "VpcEndpointService Id");

    public static readonly IdKind ConnectionNotification =
        new("vpce-nfn-", "vpc-endpoint-connection-notification", "InvalidConnectionNotification", "InvalidConnectionNotification", "connection notification");

    private static readonly IReadOnlyList<IdKind> All =
        [EndpointService, VpcEndpoint, Vpc, Subnet, SecurityGroup, SecurityGroupRule, RouteTable, VpnGateway, NetworkInterface, Instance];

    /// <summary>The sort of an id by its prefix, if it has any.</summary>
    public static IdKind? OfId(string id) => All.FirstOrDefault(kind => AwsIds.IsWellFormed(id, kind.Prefix));

    /// <summary>The id itself, if it is one of this sort by its form.</summary>
    public string Check(string id) =>
        AwsIds.IsWellFormed(id, Prefix) ? id : throw new AwsError(MalformedCode, $"Invalid id: \"{id}\" (expecting \"{Prefix}...\")");

    public AwsError NotFound(string id) => new(NotFoundCode, NotFoundMessage(id));

    public AwsError NotFound(IReadOnlyList<string> ids) =>
        ids is [var id] ? NotFound(id) : new(NotFoundCode, $"The {Noun}s '{string.Join(", ", ids)}' do not exist");

    public string NotFoundMessage(string id) => $"The {Noun} '{id}' does not exist";
}
