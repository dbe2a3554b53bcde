using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2;

/// <summary>Whether a target behaves unlike its peers.</summary>
public sealed class AnomalyResultEnum(string value) : ConstantClass(value)
{
    public static readonly AnomalyResultEnum Anomalous = new("anomalous");
    public static readonly AnomalyResultEnum Normal = new("normal");

    public static AnomalyResultEnum FindValue(string value) => FindValue<AnomalyResultEnum>(value);

    public static implicit operator AnomalyResultEnum(string value) => FindValue(value);
}
