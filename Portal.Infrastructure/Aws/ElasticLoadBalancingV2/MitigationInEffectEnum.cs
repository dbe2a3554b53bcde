using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2;

/// <summary>Whether an anomalous target gets less traffic.</summary>
public sealed class MitigationInEffectEnum(string value) : ConstantClass(value)
{
    public static readonly MitigationInEffectEnum Yes = new("yes");
    public static readonly MitigationInEffectEnum No = new("no");

    public static MitigationInEffectEnum FindValue(string value) => FindValue<MitigationInEffectEnum>(value);

    public static implicit operator MitigationInEffectEnum(string value) => FindValue(value);
}
