namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Whether a target behaves unlike its peers.</summary>
public sealed class AnomalyDetection
{
    public AnomalyResultEnum? Result { get; set; }
    public MitigationInEffectEnum? MitigationInEffect { get; set; }
}
