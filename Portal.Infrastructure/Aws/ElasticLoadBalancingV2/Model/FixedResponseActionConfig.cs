namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>The response a listener gives by itself.</summary>
public sealed class FixedResponseActionConfig
{
    public string? MessageBody { get; set; }
    public string? StatusCode { get; set; }
    public string? ContentType { get; set; }
}
