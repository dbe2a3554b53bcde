namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>How users are authenticated by an OpenID Connect provider.</summary>
public sealed class AuthenticateOidcActionConfig
{
    public string? Issuer { get; set; }
    public string? AuthorizationEndpoint { get; set; }
    public string? TokenEndpoint { get; set; }
    public string? UserInfoEndpoint { get; set; }
    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }
    public string? SessionCookieName { get; set; }
    public string? Scope { get; set; }
    public long? SessionTimeout { get; set; }
    public Dictionary<string, string>? AuthenticationRequestExtraParams { get; set; }
    public AuthenticateOidcActionConditionalBehaviorEnum? OnUnauthenticatedRequest { get; set; }
    public bool? UseExistingClientSecret { get; set; }
}
