namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for the tags of up to 20 resources.</summary>
public sealed class DescribeTagsRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string>? ResourceArns { get; set; }
}
