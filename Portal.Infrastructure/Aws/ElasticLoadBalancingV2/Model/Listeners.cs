using Amazon.Runtime;

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

public sealed class CreateListenerResponse : AmazonWebServiceResponse
{
    public List<Listener>? Listeners { get; set; }
}

/// <summary>Asks for listeners by ARN or by load balancer.</summary>
public sealed class DescribeListenersRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<string>? ListenerArns { get; set; }
    public string? Marker { get; set; }
    public int? PageSize { get; set; }
}

public sealed class DescribeListenersResponse : AmazonWebServiceResponse
{
    public List<Listener>? Listeners { get; set; }
    public string? NextMarker { get; set; }
}

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

public sealed class ModifyListenerResponse : AmazonWebServiceResponse
{
    public List<Listener>? Listeners { get; set; }
}

/// <summary>Asks to delete a listener.</summary>
public sealed class DeleteListenerRequest : AmazonElasticLoadBalancingV2Request
{
    public string? ListenerArn { get; set; }
}

public sealed class DeleteListenerResponse : AmazonWebServiceResponse;

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

/// <summary>A certificate of a listener.</summary>
public sealed class Certificate
{
    public string? CertificateArn { get; set; }
    public bool? IsDefault { get; set; }
}

/// <summary>How a listener verifies client certificates.</summary>
public sealed class MutualAuthenticationAttributes
{
    public string? Mode { get; set; }
    public string? TrustStoreArn { get; set; }
    public bool? IgnoreClientCertificateExpiry { get; set; }
    public TrustStoreAssociationStatusEnum? TrustStoreAssociationStatus { get; set; }
    public AdvertiseTrustStoreCaNamesEnum? AdvertiseTrustStoreCaNames { get; set; }
}
