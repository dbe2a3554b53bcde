namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to add tags to resources, or to overwrite the ones that have the same key.</summary>
public sealed class AddTagsRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string>? ResourceArns { get; set; }
    public List<Tag>? Tags { get; set; }
}
