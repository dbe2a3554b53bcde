namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for the health of some or all targets of a target group.</summary>
public sealed class DescribeTargetHealthRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
    public List<TargetDescription>? Targets { get; set; }
    public List<DescribeTargetHealthInputIncludeEnum>? Include { get; set; }
}
