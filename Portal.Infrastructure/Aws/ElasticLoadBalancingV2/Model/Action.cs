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
