namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>The tags of one resource.</summary>
public sealed class TagDescription
{
    public string? ResourceArn { get; set; }
    public List<Tag>? Tags { get; set; }
}
