namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for target groups by ARN, by name, by load balancer, or page by page.</summary>
public sealed class DescribeTargetGroupsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<string>? TargetGroupArns { get; set; }
    public List<string>? Names { get; set; }
    public string? Marker { get; set; }
    public int? PageSize { get; set; }
}
