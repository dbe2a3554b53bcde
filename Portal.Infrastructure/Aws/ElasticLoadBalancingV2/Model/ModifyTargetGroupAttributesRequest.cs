namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to set some attributes of one target group.</summary>
public sealed class ModifyTargetGroupAttributesRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
    public List<TargetGroupAttribute>? Attributes { get; set; }
}
