namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to delete a target group that no listener uses.</summary>
public sealed class DeleteTargetGroupRequest : AmazonElasticLoadBalancingV2Request
{
    public string? TargetGroupArn { get; set; }
}
