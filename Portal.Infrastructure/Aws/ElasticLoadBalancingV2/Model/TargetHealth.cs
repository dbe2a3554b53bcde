namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>The state of a target and the reason for it.</summary>
public sealed class TargetHealth
{
    public TargetHealthStateEnum? State { get; set; }
    public TargetHealthReasonEnum? Reason { get; set; }
    public string? Description { get; set; }
}
