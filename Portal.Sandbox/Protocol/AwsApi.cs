namespace Portal.Sandbox.Protocol;

/// <summary>One of the four AWS APIs and the wire conventions it follows.</summary>
internal sealed record AwsApi(string Service, string Version, string Namespace, bool IsEc2)
{
    public static readonly AwsApi Ec2 = new("ec2", "2016-11-15", "http://ec2.amazonaws.com/doc/2016-11-15/", IsEc2: true);

    public static readonly AwsApi ElasticLoadBalancing =
        new("elasticloadbalancing", "2015-12-01", "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/", IsEc2: false);

    public static readonly AwsApi Sts = new("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/", IsEc2: false);

    public static readonly AwsApi Route53 =
        new("route53", "2013-04-01", "https://route53.amazonaws.com/doc/2013-04-01/", IsEc2: false) { IsRest = true };

    public static readonly IReadOnlyList<AwsApi> All = [Ec2, ElasticLoadBalancing, Sts, Route53];

    /// <summary>Whether method and path name the action, and the reply has no envelope.</summary>
    public bool IsRest { get; init; }

    /// <summary>The name of one entry of a list in a reply.</summary>
    public string ListItem => IsEc2 ? "item" : "member";

    public static AwsApi? ByService(string? service) => All.FirstOrDefault(api => api.Service == service);

    public static AwsApi? ByVersion(string? version) => All.FirstOrDefault(api => api.Version == version);

    /// <summary>Whether an action of that name changes nothing.</summary>
    public static bool IsReading(string action) =>
        action.StartsWith("Describe", StringComparison.Ordinal) || action.StartsWith("Get", StringComparison.Ordinal)
            || action.StartsWith("List", StringComparison.Ordinal);
}
