namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for load balancers by ARN, by name, or page by page.</summary>
public sealed class DescribeLoadBalancersRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string>? LoadBalancerArns { get; set; }
    public List<string>? Names { get; set; }
    public string? Marker { get; set; }
    public int? PageSize { get; set; }
}
