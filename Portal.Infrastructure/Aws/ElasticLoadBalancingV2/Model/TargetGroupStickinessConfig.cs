namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>How long a client stays with the same target group.</summary>
public sealed class TargetGroupStickinessConfig
{
    public bool? Enabled { get; set; }
    public int? DurationSeconds { get; set; }
}
