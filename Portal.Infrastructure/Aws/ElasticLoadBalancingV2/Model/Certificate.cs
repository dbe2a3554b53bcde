namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>A certificate of a listener.</summary>
public sealed class Certificate
{
    public string? CertificateArn { get; set; }
    public bool? IsDefault { get; set; }
}
