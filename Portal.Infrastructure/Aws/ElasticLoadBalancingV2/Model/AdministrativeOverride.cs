namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Whether somebody has overridden the health of a target, as a zonal shift does.</summary>
public sealed class AdministrativeOverride
{
    public TargetAdministrativeOverrideStateEnum? State { get; set; }
    public TargetAdministrativeOverrideReasonEnum? Reason { get; set; }
    public string? Description { get; set; }
}
