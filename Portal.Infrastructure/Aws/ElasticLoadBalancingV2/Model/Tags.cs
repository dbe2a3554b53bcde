using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to add tags to resources, or to overwrite the ones that have the same key.</summary>
public sealed class AddTagsRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string>? ResourceArns { get; set; }
    public List<Tag>? Tags { get; set; }
}

public sealed class AddTagsResponse : AmazonWebServiceResponse;

/// <summary>Asks to take tags off resources by their keys.</summary>
public sealed class RemoveTagsRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string>? ResourceArns { get; set; }
    public List<string>? TagKeys { get; set; }
}

public sealed class RemoveTagsResponse : AmazonWebServiceResponse;

/// <summary>Asks for the tags of up to 20 resources.</summary>
public sealed class DescribeTagsRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string>? ResourceArns { get; set; }
}

public sealed class DescribeTagsResponse : AmazonWebServiceResponse
{
    public List<TagDescription>? TagDescriptions { get; set; }
}

/// <summary>A tag.</summary>
public sealed class Tag
{
    public string? Key { get; set; }
    public string? Value { get; set; }
}

/// <summary>The tags of one resource.</summary>
public sealed class TagDescription
{
    public string? ResourceArn { get; set; }
    public List<Tag>? Tags { get; set; }
}
