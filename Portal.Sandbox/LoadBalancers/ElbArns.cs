using System.Security.Cryptography;
using Portal.Sandbox.Operations;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>ARNs of load balancers, target groups and listeners in AWS's forms.</summary>
internal static class ElbArns
{
    private const string Service = "arn:aws:elasticloadbalancing:";

    public static string NewHash() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    public static string LoadBalancer(Call call, string name, string hash) => $"{Service}{call.Region}:{call.AccountId}:loadbalancer/net/{name}/{hash}";

    public static string TargetGroup(Call call, string name, string hash) => $"{Service}{call.Region}:{call.AccountId}:targetgroup/{name}/{hash}";

    public static string Listener(string loadBalancerArn, string hash) =>
        $"{loadBalancerArn.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal)}/{hash}";

    public static bool IsLoadBalancer(string arn) => IsOf(arn, "loadbalancer");

    public static bool IsTargetGroup(string arn) => IsOf(arn, "targetgroup");

    public static bool IsListener(string arn) => IsOf(arn, "listener");

    /// <summary>What follows the resource type: <c>net/NAME/HASH</c>.</summary>
    public static string PathOf(string arn) => arn[(arn.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static bool IsOf(string arn, string type) =>
        arn.StartsWith(Service, StringComparison.Ordinal) && arn.Split(':') is { Length: 6 } parts && parts[5].StartsWith(type + "/", StringComparison.Ordinal)
            && parts[5].Length > type.Length + 1;
}
