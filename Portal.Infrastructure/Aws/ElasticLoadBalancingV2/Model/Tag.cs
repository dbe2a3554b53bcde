namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>A tag.</summary>
public sealed class Tag
{
    public string? Key { get; set; }
    public string? Value { get; set; }
}
