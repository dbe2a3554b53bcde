namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>The codes that count as a successful health check.</summary>
public sealed class Matcher
{
    public string? HttpCode { get; set; }
    public string? GrpcCode { get; set; }
}
