namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>The address pools a load balancer draws from.</summary>
public sealed class IpamPools
{
    public string? Ipv4IpamPoolId { get; set; }
}
