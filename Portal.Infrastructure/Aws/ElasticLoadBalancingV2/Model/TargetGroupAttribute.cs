namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>A setting of a target group by its key, such as <c>deregistration_delay.timeout_seconds</c>.</summary>
public sealed class TargetGroupAttribute
{
    public string? Key { get; set; }
    public string? Value { get; set; }
}
