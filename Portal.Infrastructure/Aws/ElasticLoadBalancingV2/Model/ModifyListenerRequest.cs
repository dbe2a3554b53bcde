namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to change some settings of a listener; what is absent stays.</summary>
public sealed class ModifyListenerRequest : AmazonElasticLoadBalancingV2Request
{
    public string? ListenerArn { get; set; }
    public int? Port { get; set; }
    public ProtocolEnum? Protocol { get; set; }
    public string? SslPolicy { get; set; }
    public List<Certificate>? Certificates { get; set; }
    public List<Action>? DefaultActions { get; set; }
    public List<string>? AlpnPolicy { get; set; }
    public MutualAuthenticationAttributes? MutualAuthentication { get; set; }
}
