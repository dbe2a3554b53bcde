using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for a new target group; repeating it with the same name and settings gives the existing one.</summary>
public sealed class CreateTargetGroupRequest : AmazonElasticLoadBalancingV2Request
{
    public string? Name { get; set; }
    public ProtocolEnum? Protocol { get; set; }
    public string? ProtocolVersion { get; set; }
    public int? Port { get; set; }
    public string? VpcId { get; set; }
    public ProtocolEnum? HealthCheckProtocol { get; set; }
    public string? HealthCheckPort { get; set; }
    public bool? HealthCheckEnabled { get; set; }
    public string? HealthCheckPath { get; set; }
    public int? HealthCheckIntervalSeconds { get; set; }
    public int? HealthCheckTimeoutSeconds { get; set; }
    public int? HealthyThresholdCount { get; set; }
    public int? UnhealthyThresholdCount { get; set; }
    public Matcher? Matcher { get; set; }
    public TargetTypeEnum? TargetType { get; set; }
    public List<Tag>? Tags { get; set; }
    public TargetGroupIpAddressTypeEnum? IpAddressType { get; set; }
    public int? TargetControlPort { get; set; }
}

public sealed class CreateTargetGroupResponse : AmazonWebServiceResponse
{
    public List<TargetGroup>? TargetGroups { get; set; }
}

/// <summary>Asks for target groups by ARN, by name, by load balancer, or page by page.</summary>
public sealed class DescribeTargetGroupsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<string>? TargetGroupArns { get; set; }
    public List<string>? Names { get; set; }
    public string? Marker { get; set; }
    public int? PageSize { get; set; }
}

public sealed class DescribeTargetGroupsResponse : AmazonWebServiceResponse
{
    public List<TargetGroup>? TargetGroups { get; set; }
    public string? NextMarker { get; set; }
}

/// <summary>Asks to change the health check of a target group.</summary>
public sealed class ModifyTargetGroupRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
    public ProtocolEnum? HealthCheckProtocol { get; set; }
    public string? HealthCheckPort { get; set; }
    public string? HealthCheckPath { get; set; }
    public bool? HealthCheckEnabled { get; set; }
    public int? HealthCheckIntervalSeconds { get; set; }
    public int? HealthCheckTimeoutSeconds { get; set; }
    public int? HealthyThresholdCount { get; set; }
    public int? UnhealthyThresholdCount { get; set; }
    public Matcher? Matcher { get; set; }
}

public sealed class ModifyTargetGroupResponse : AmazonWebServiceResponse
{
    public List<TargetGroup>? TargetGroups { get; set; }
}

/// <summary>Asks to delete a target group that no listener uses.</summary>
public sealed class DeleteTargetGroupRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
}

public sealed class DeleteTargetGroupResponse : AmazonWebServiceResponse;

/// <summary>Asks for the attributes of one target group.</summary>
public sealed class DescribeTargetGroupAttributesRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
}

public sealed class DescribeTargetGroupAttributesResponse : AmazonWebServiceResponse
{
    public List<TargetGroupAttribute>? Attributes { get; set; }
}

/// <summary>Asks to set some attributes of one target group.</summary>
public sealed class ModifyTargetGroupAttributesRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
    public List<TargetGroupAttribute>? Attributes { get; set; }
}

public sealed class ModifyTargetGroupAttributesResponse : AmazonWebServiceResponse
{
    public List<TargetGroupAttribute>? Attributes { get; set; }
}

/// <summary>A target group as AWS reports it.</summary>
public sealed class TargetGroup
{
    public string? TargetGroupArn { get; set; }
    public string? TargetGroupName { get; set; }
    public ProtocolEnum? Protocol { get; set; }
    public int? Port { get; set; }
    public string? VpcId { get; set; }
    public ProtocolEnum? HealthCheckProtocol { get; set; }
    public string? HealthCheckPort { get; set; }
    public bool? HealthCheckEnabled { get; set; }
    public int? HealthCheckIntervalSeconds { get; set; }
    public int? HealthCheckTimeoutSeconds { get; set; }
    public int? HealthyThresholdCount { get; set; }
    public int? UnhealthyThresholdCount { get; set; }
    public string? HealthCheckPath { get; set; }
    public Matcher? Matcher { get; set; }
    public List<string>? LoadBalancerArns { get; set; }
    public TargetTypeEnum? TargetType { get; set; }
    public string? ProtocolVersion { get; set; }
    public TargetGroupIpAddressTypeEnum? IpAddressType { get; set; }
    public int? TargetControlPort { get; set; }
}

/// <summary>The codes that count as a successful health check.</summary>
public sealed class Matcher
{
    public string? HttpCode { get; set; }
    public string? GrpcCode { get; set; }
}

/// <summary>A setting of a target group by its key, such as <c>deregistration_delay.timeout_seconds</c>.</summary>
public sealed class TargetGroupAttribute
{
    public string? Key { get; set; }
    public string? Value { get; set; }
}
