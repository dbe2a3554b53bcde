namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>How users are authenticated by Amazon Cognito.</summary>
public sealed class AuthenticateCognitoActionConfig
{
    public string? UserPoolArn { get; set; }
    public string? UserPoolClientId { get; set; }
    public string? UserPoolDomain { get; set; }
    public string? SessionCookieName { get; set; }
    public string? Scope { get; set; }
    public long? SessionTimeout { get; set; }
    public Dictionary<string, string>? AuthenticationRequestExtraParams { get; set; }
    public AuthenticateCognitoActionConditionalBehaviorEnum? OnUnauthenticatedRequest { get; set; }
}
