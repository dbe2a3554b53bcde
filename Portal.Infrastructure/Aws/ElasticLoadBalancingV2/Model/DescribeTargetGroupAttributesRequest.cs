namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for the attributes of one target group.</summary>
public sealed class DescribeTargetGroupAttributesRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
}
