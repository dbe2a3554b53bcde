namespace Amazon.ElasticLoadBalancingV2.Model;

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
