namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>One more claim that a bearer token must carry.</summary>
public sealed class JwtValidationActionAdditionalClaim
{
    public JwtValidationActionAdditionalClaimFormatEnum? Format { get; set; }
    public string? Name { get; set; }
    public List<string>? Values { get; set; }
}
