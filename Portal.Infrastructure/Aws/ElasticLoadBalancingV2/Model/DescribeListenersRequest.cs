namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for listeners by ARN or by load balancer.</summary>
public sealed class DescribeListenersRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<string>? ListenerArns { get; set; }
    public string? Marker { get; set; }
    public int? PageSize { get; set; }
}
