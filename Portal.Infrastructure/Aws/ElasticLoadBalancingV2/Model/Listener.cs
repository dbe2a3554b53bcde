namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>A listener as AWS reports it.</summary>
public sealed class Listener
{
    public string? ListenerArn { get; set; }
    public string? LoadBalancerArn { get; set; }
    public int? Port { get; set; }
    public ProtocolEnum? Protocol { get; set; }
    public List<Certificate>? Certificates { get; set; }
    public string? SslPolicy { get; set; }
    public List<Action>? DefaultActions { get; set; }
    public List<string>? AlpnPolicy { get; set; }
    public MutualAuthenticationAttributes? MutualAuthentication { get; set; }
}
