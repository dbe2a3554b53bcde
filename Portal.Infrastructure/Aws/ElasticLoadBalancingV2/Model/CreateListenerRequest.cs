namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for a new listener on a load balancer.</summary>
public sealed class CreateListenerRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public ProtocolEnum? Protocol { get; set; }
    public int? Port { get; set; }
    public string? SslPolicy { get; set; }
    public List<Certificate>? Certificates { get; set; }
    public List<Action>? DefaultActions { get; set; }
    public List<string>? AlpnPolicy { get; set; }
    public List<Tag>? Tags { get; set; }
    public MutualAuthenticationAttributes? MutualAuthentication { get; set; }
}
