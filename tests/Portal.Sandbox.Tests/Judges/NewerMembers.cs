using Portal.Sandbox.Tests.Judges.Models;

namespace Portal.Sandbox.Tests.Judges;

/// <summary>
/// What AWS has added since the models of Debian 12 (December 2022), by shape and name on the wire, and where the SDKs of AWS have it.
/// Those judge these members: AWSSDK.EC2 by its types, the SDK for JavaScript by what it reads from the wire; and a newer botocore does
/// where there is one.
/// </summary>
internal static class NewerMembers
{
    /// <summary>EC2's, with the type and property of AWSSDK.EC2.</summary>
    public static readonly IReadOnlyDictionary<string, string> OfEc2 = new Dictionary<string, string>
    {
        ["CreateRouteTableRequest.ClientToken"] = "CreateRouteTableRequest.ClientToken",
        ["CreateRouteTableResult.clientToken"] = "CreateRouteTableResponse.ClientToken",
        ["CreateSecurityGroupResult.securityGroupArn"] = "CreateSecurityGroupResponse.SecurityGroupArn",
        ["CreateVpcEndpointRequest.ServiceRegion"] = "CreateVpcEndpointRequest.ServiceRegion",
        ["CreateVpcEndpointRequest.SubnetConfiguration"] = "CreateVpcEndpointRequest.SubnetConfigurations",
        ["CreateVpcEndpointServiceConfigurationRequest.SupportedRegion"] = "CreateVpcEndpointServiceConfigurationRequest.SupportedRegions",
        ["DeleteSecurityGroupResponse.groupId"] = "DeleteSecurityGroupResponse.GroupId",
        ["DescribeVpcEndpointServicesRequest.ServiceRegion"] = "DescribeVpcEndpointServicesRequest.ServiceRegions",
        ["ModifyVpcEndpointRequest.SubnetConfiguration"] = "ModifyVpcEndpointRequest.SubnetConfigurations",
        ["NetworkInterface.availabilityZoneId"] = "NetworkInterface.AvailabilityZoneId",
        ["SecurityGroup.securityGroupArn"] = "SecurityGroup.SecurityGroupArn",
        ["ServiceConfiguration.availabilityZoneIdSet"] = "ServiceConfiguration.AvailabilityZoneIds",
        ["ServiceConfiguration.remoteAccessEnabled"] = "ServiceConfiguration.RemoteAccessEnabled",
        ["ServiceConfiguration.supportedRegionSet"] = "ServiceConfiguration.SupportedRegions",
        ["ServiceDetail.availabilityZoneIdSet"] = "ServiceDetail.AvailabilityZoneIds",
        ["ServiceDetail.serviceRegion"] = "ServiceDetail.ServiceRegion",
        ["VpcEndpoint.failureReason"] = "VpcEndpoint.FailureReason",
        ["VpcEndpoint.serviceRegion"] = "VpcEndpoint.ServiceRegion",
        ["VpcEndpointConnection.vpcEndpointRegion"] = "VpcEndpointConnection.VpcEndpointRegion",
    };

    /// <summary>Values of EC2's enums.</summary>
    public static readonly IReadOnlyList<string> Ec2Values = ["InstanceType=m7g.large", "State=partial"];

    /// <summary>Elastic Load Balancing's; the script for the SDK for JavaScript reads each of them.</summary>
    public static readonly IReadOnlyList<string> OfElasticLoadBalancing =
    [
        "LoadBalancer.EnablePrefixForIpv6SourceNat",
        "LoadBalancer.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        "SetSecurityGroupsInput.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        "SetSecurityGroupsOutput.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        "SetSubnetsOutput.EnablePrefixForIpv6SourceNat",
    ];

    private static readonly HashSet<string> All = [.. OfEc2.Keys, .. Ec2Values, .. OfElasticLoadBalancing];

    public static bool Has(Objection objection) => objection.MaybeNewer is { } name && All.Contains(name);
}
