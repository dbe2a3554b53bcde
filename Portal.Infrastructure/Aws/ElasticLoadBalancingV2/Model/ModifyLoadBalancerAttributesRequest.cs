namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to set some attributes of one load balancer.</summary>
public sealed class ModifyLoadBalancerAttributesRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<LoadBalancerAttribute>? Attributes { get; set; }
}
