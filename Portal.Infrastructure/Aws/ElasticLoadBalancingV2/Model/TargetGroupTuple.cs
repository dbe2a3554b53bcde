namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>A target group and its weight in a forward action.</summary>
public sealed class TargetGroupTuple
{
    public string? TargetGroupArn { get; set; }
    public int? Weight { get; set; }
}
