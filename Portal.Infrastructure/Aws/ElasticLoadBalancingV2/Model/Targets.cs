using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to register targets with a target group.</summary>
public sealed class RegisterTargetsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
    public List<TargetDescription>? Targets { get; set; }
}

public sealed class RegisterTargetsResponse : AmazonWebServiceResponse;

/// <summary>Asks to take targets out of a target group; they drain first.</summary>
public sealed class DeregisterTargetsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
    public List<TargetDescription>? Targets { get; set; }
}

public sealed class DeregisterTargetsResponse : AmazonWebServiceResponse;

/// <summary>Asks for the health of some or all targets of a target group.</summary>
public sealed class DescribeTargetHealthRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
    public List<TargetDescription>? Targets { get; set; }
    public List<DescribeTargetHealthInputIncludeEnum>? Include { get; set; }
}

public sealed class DescribeTargetHealthResponse : AmazonWebServiceResponse
{
    public List<TargetHealthDescription>? TargetHealthDescriptions { get; set; }
}

/// <summary>One target: an instance or an address, its port and its zone.</summary>
public sealed class TargetDescription
{
    public string? Id { get; set; }
    public int? Port { get; set; }
    public string? AvailabilityZone { get; set; }
    public string? QuicServerId { get; set; }
}

/// <summary>One target together with its health.</summary>
public sealed class TargetHealthDescription
{
    public TargetDescription? Target { get; set; }
    public string? HealthCheckPort { get; set; }
    public TargetHealth? TargetHealth { get; set; }
    public AnomalyDetection? AnomalyDetection { get; set; }
    public AdministrativeOverride? AdministrativeOverride { get; set; }
}

/// <summary>The state of a target and the reason for it.</summary>
public sealed class TargetHealth
{
    public TargetHealthStateEnum? State { get; set; }
    public TargetHealthReasonEnum? Reason { get; set; }
    public string? Description { get; set; }
}

/// <summary>Whether a target behaves unlike its peers.</summary>
public sealed class AnomalyDetection
{
    public AnomalyResultEnum? Result { get; set; }
    public MitigationInEffectEnum? MitigationInEffect { get; set; }
}

/// <summary>Whether somebody has overridden the health of a target, as a zonal shift does.</summary>
public sealed class AdministrativeOverride
{
    public TargetAdministrativeOverrideStateEnum? State { get; set; }
    public TargetAdministrativeOverrideReasonEnum? Reason { get; set; }
    public string? Description { get; set; }
}
