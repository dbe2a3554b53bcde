using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2;

/// <summary>Whether a load balancer faces the internet.</summary>
public sealed class LoadBalancerSchemeEnum(string value) : ConstantClass(value)
{
    public static readonly LoadBalancerSchemeEnum InternetFacing = new("internet-facing");
    public static readonly LoadBalancerSchemeEnum Internal = new("internal");

    public static LoadBalancerSchemeEnum FindValue(string value) => FindValue<LoadBalancerSchemeEnum>(value);

    public static implicit operator LoadBalancerSchemeEnum(string value) => FindValue(value);
}
