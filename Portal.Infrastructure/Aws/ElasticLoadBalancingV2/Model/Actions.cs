namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>What a listener does with a connection.</summary>
public sealed class Action
{
    public ActionTypeEnum? Type { get; set; }
    public string? TargetGroupArn { get; set; }
    public AuthenticateOidcActionConfig? AuthenticateOidcConfig { get; set; }
    public AuthenticateCognitoActionConfig? AuthenticateCognitoConfig { get; set; }
    public int? Order { get; set; }
    public RedirectActionConfig? RedirectConfig { get; set; }
    public FixedResponseActionConfig? FixedResponseConfig { get; set; }
    public ForwardActionConfig? ForwardConfig { get; set; }
    public JwtValidationActionConfig? JwtValidationConfig { get; set; }
}

/// <summary>The target groups a connection is forwarded to.</summary>
public sealed class ForwardActionConfig
{
    public List<TargetGroupTuple>? TargetGroups { get; set; }
    public TargetGroupStickinessConfig? TargetGroupStickinessConfig { get; set; }
}

/// <summary>A target group and its weight in a forward action.</summary>
public sealed class TargetGroupTuple
{
    public string? TargetGroupArn { get; set; }
    public int? Weight { get; set; }
}

/// <summary>How long a client stays with the same target group.</summary>
public sealed class TargetGroupStickinessConfig
{
    public bool? Enabled { get; set; }
    public int? DurationSeconds { get; set; }
}

/// <summary>Where a request is redirected to.</summary>
public sealed class RedirectActionConfig
{
    public string? Protocol { get; set; }
    public string? Port { get; set; }
    public string? Host { get; set; }
    public string? Path { get; set; }
    public string? Query { get; set; }
    public RedirectActionStatusCodeEnum? StatusCode { get; set; }
}

/// <summary>The response a listener gives by itself.</summary>
public sealed class FixedResponseActionConfig
{
    public string? MessageBody { get; set; }
    public string? StatusCode { get; set; }
    public string? ContentType { get; set; }
}

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

/// <summary>How bearer tokens are validated.</summary>
public sealed class JwtValidationActionConfig
{
    public string? JwksEndpoint { get; set; }
    public string? Issuer { get; set; }
    public List<JwtValidationActionAdditionalClaim>? AdditionalClaims { get; set; }
}

/// <summary>One more claim that a bearer token must carry.</summary>
public sealed class JwtValidationActionAdditionalClaim
{
    public JwtValidationActionAdditionalClaimFormatEnum? Format { get; set; }
    public string? Name { get; set; }
    public List<string>? Values { get; set; }
}
