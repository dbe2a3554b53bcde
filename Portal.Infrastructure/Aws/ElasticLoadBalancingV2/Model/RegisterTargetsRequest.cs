namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to register targets with a target group.</summary>
public sealed class RegisterTargetsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
    public List<TargetDescription>? Targets { get; set; }
}
