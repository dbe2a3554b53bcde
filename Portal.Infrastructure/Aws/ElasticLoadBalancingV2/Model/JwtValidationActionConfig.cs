namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>How bearer tokens are validated.</summary>
public sealed class JwtValidationActionConfig
{
    public string? JwksEndpoint { get; set; }
    public string? Issuer { get; set; }
    public List<JwtValidationActionAdditionalClaim>? AdditionalClaims { get; set; }
}
