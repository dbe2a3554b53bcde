namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to take targets out of a target group; they drain first.</summary>
public sealed class DeregisterTargetsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
    public List<TargetDescription>? Targets { get; set; }
}
