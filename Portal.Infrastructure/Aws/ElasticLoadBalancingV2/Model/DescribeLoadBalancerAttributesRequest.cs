namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for the attributes of one load balancer.</summary>
public sealed class DescribeLoadBalancerAttributesRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
}
