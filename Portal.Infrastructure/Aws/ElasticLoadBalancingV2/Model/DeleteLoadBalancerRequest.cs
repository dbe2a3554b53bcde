namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to delete a load balancer together with its listeners; an unknown ARN is no error.</summary>
public sealed class DeleteLoadBalancerRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
}
