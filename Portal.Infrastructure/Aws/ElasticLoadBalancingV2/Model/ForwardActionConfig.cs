namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>The target groups a connection is forwarded to.</summary>
public sealed class ForwardActionConfig
{
    public List<TargetGroupTuple>? TargetGroups { get; set; }
    public TargetGroupStickinessConfig? TargetGroupStickinessConfig { get; set; }
}
