namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to delete a listener.</summary>
public sealed class DeleteListenerRequest : AmazonElasticLoadBalancingV2Request
{
    public string? ListenerArn { get; set; }
}
