namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to take tags off resources by their keys.</summary>
public sealed class RemoveTagsRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string>? ResourceArns { get; set; }
    public List<string>? TagKeys { get; set; }
}
